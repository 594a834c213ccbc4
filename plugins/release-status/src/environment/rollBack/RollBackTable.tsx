import Button from '@material-ui/core/Button';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import {
  Badge,
  ColumnHeads,
  RowHeader,
  ScrollTable,
} from '@plumbline/plugin-odoo-react';
import {
  RollBackOption,
  downtimeInWords,
  lossInWords,
  moveInWords,
  proposalOf,
  touchedInWords,
} from '../../proposal';
import { OptionLink } from './OptionLink';

const COLUMNS = [
  'Way',
  'Allowed',
  'Downtime',
  'Data',
  'Touches',
  'Approvals',
  'Action',
];

const labelOf = ({ move }: RollBackOption) =>
  move === 'fix-forward' ? 'Promote' : 'Roll back';

export interface RollBackTableProps {
  environment: string;
  options: readonly RollBackOption[];
  /** This person may propose nothing here. */
  isRefused: boolean;
  onChoose: (option: RollBackOption) => void;
}

export function RollBackTable(props: RollBackTableProps) {
  const { environment, options, isRefused, onChoose } = props;
  return (
    <ScrollTable label="Ways back" minWidth={800} stickyFirstColumn>
      <ColumnHeads titles={COLUMNS} />
      <TableBody>
        {options.map(option => (
          <TableRow key={`${option.move} ${option.to}`} hover>
            <RowHeader>{moveInWords(option)}</RowHeader>
            <TableCell>
              {option.allowed ? (
                <Badge shape="check" tone="plain" word="allowed" />
              ) : (
                <Badge shape="barrier" tone="critical" word="not allowed" />
              )}
              <div>{option.reason}</div>
            </TableCell>
            <TableCell>{downtimeInWords(option)}</TableCell>
            <TableCell>{lossInWords(option)}</TableCell>
            <TableCell>{touchedInWords(option)}</TableCell>
            <TableCell>{option.approvals}</TableCell>
            <TableCell>
              {proposalOf(environment, option) ? (
                <Button
                  size="small"
                  variant="outlined"
                  disabled={isRefused}
                  aria-haspopup="dialog"
                  aria-label={`${labelOf(option)}: ${moveInWords(option)}`}
                  onClick={() => onChoose(option)}
                >
                  {labelOf(option)}
                </Button>
              ) : (
                <OptionLink option={option} />
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </ScrollTable>
  );
}
