import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { TermResult } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  BadgeProps,
  ColumnHeads,
  RowHeader,
  ScrollTable,
  formatQuantity,
  hatching,
  paletteOf,
} from '@plumbline/plugin-odoo-react';
import { TERM_TITLES } from '../../words';

const COLUMNS = ['Term', 'Weight', 'Earned', 'What it rests on'];

const NOT_MEASURED: Record<
  Exclude<TermResult['state'], 'measured'>,
  BadgeProps
> = {
  unknown: { shape: 'question', tone: 'unknown', word: 'unknown, earns 0' },
  exempted: {
    shape: 'skipped-check',
    tone: 'plain',
    word: 'exempted, earns 0',
  },
};

const useStyles = makeStyles(theme => ({
  exempted: { backgroundImage: hatching(paletteOf(theme).plain) },
  number: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
}));

export interface TermTableProps {
  terms: readonly TermResult[];
}

/** Every term that the tier demands: its weight, what it earned of it, and why. */
export function TermTable(props: TermTableProps) {
  const classes = useStyles();
  return (
    <ScrollTable label="Terms of the score" minWidth={520}>
      <ColumnHeads titles={COLUMNS} />
      <TableBody>
        {props.terms.map(({ term, weight, value, state, summary }) => (
          <TableRow key={term}>
            <RowHeader>{TERM_TITLES[term]}</RowHeader>
            <TableCell className={classes.number}>{weight}</TableCell>
            <TableCell
              className={
                state === 'exempted' ? classes.exempted : classes.number
              }
            >
              {state === 'measured' ? (
                `${formatQuantity(
                  Math.floor(weight * value * 10) / 10,
                )} of ${weight}`
              ) : (
                <Badge {...NOT_MEASURED[state]} />
              )}
            </TableCell>
            <TableCell>{summary}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </ScrollTable>
  );
}
