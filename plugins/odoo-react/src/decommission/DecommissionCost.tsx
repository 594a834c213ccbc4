import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { MonthlyCost } from '@plumbline/plugin-odoo-common';
import { formatCost } from '../format';
import { ColumnHeads, RowHeader } from '../table';

export interface DecommissionCostProps {
  before: MonthlyCost;
  after: MonthlyCost;
}

/** What a month costs, item by item, before and after: what is kept goes on being paid. */
export function DecommissionCost({ before, after }: DecommissionCostProps) {
  const amountAfter = (title: string) =>
    after.items.find(item => item.title === title)?.amount;
  const { currency } = after;
  const rows = [
    ...before.items.map(({ title, amount }) => ({
      title,
      amount,
      left: amountAfter(title),
    })),
    { title: 'Together', amount: before.amount, left: after.amount },
  ];
  return (
    <Table size="small" aria-label="Cost a month">
      <ColumnHeads titles={['Cost a month', 'Before', 'After']} />
      <TableBody>
        {rows.map(({ title, amount, left }) => (
          <TableRow key={title}>
            <RowHeader>{title}</RowHeader>
            <TableCell>
              {formatCost({ amount, currency: before.currency })}
            </TableCell>
            <TableCell>
              {left === undefined
                ? 'not known'
                : formatCost({ amount: left, currency })}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
