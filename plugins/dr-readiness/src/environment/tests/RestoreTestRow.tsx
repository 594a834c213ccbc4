import { Link } from '@backstage/core-components';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { SignedRestoreTest } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  RowHeader,
  changeLabel,
  changePath,
  formatDuration,
} from '@plumbline/plugin-odoo-react';
import { Moment } from '../../moment';
import { presentTest } from '../../words';
import { TestDetails } from './TestDetails';
import { secondsOf } from './secondsOf';

const useStyles = makeStyles({ nowrap: { whiteSpace: 'nowrap' } });

export interface RestoreTestRowProps {
  test: SignedRestoreTest;
}

export function RestoreTestRow(props: RestoreTestRowProps) {
  const { test } = props;
  const { result, proof, reason } = test;
  const classes = useStyles();
  return (
    <TableRow>
      <RowHeader>
        <Moment at={result.finishedAt} />
      </RowHeader>
      <TableCell>
        <Badge {...presentTest({ outcome: result.outcome, proof })} />
        <div>{result.summary}</div>
        {reason && (
          <Typography variant="caption">{`Earns nothing: ${reason}`}</Typography>
        )}
      </TableCell>
      <TableCell>
        <Moment at={result.point.at} />
        <Typography variant="caption" display="block">
          {`base ${result.point.backup}, segment ${result.point.segment}`}
        </Typography>
      </TableCell>
      <TableCell className={classes.nowrap}>
        {formatDuration(secondsOf(test) * 1000)}
      </TableCell>
      <TableCell className={classes.nowrap}>
        {/* Who only claims a result chose the name of the change as well. */}
        {proof === 'signed' ? (
          <Link to={changePath(result.test)}>{changeLabel(result.test)}</Link>
        ) : (
          changeLabel(result.test)
        )}
      </TableCell>
      <TableCell>
        <TestDetails test={test} />
      </TableCell>
    </TableRow>
  );
}
