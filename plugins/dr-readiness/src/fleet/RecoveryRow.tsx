import { Link } from '@backstage/core-components';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { RecoverySummary } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  EvidenceAge,
  RowHeader,
  ScoreBadge,
  recoveryPath,
  useRecoveryNow,
} from '@plumbline/plugin-odoo-react';
import { formatObjective, presentObjective } from '../words';
import { LastTest } from './LastTest';
import { WorstLoss } from './WorstLoss';

const useStyles = makeStyles(theme => ({
  age: theme.typography.caption,
  nowrap: { whiteSpace: 'nowrap' },
  weakest: { minWidth: 140, maxWidth: 420, overflowWrap: 'anywhere' },
}));

export interface RecoveryRowProps {
  environment: RecoverySummary;
}

export function RecoveryRow(props: RecoveryRowProps) {
  const summary = useRecoveryNow(props.environment);
  const { tenant, stage, tier, rto, applies, evidence } = summary;
  const classes = useStyles();
  return (
    <TableRow>
      <RowHeader>
        <Link to={recoveryPath(summary)}>
          {/* Breaks between the two names, not within one of them. */}
          <span className={classes.nowrap}>{`${tenant} /`}</span>{' '}
          <span className={classes.nowrap}>{stage}</span>
        </Link>
      </RowHeader>
      <TableCell>
        <ScoreBadge of={summary} />
        {applies && (
          <div className={classes.age}>
            <EvidenceAge
              observedAt={summary.observedAt ?? undefined}
              stale={evidence === 'stale'}
            />
          </div>
        )}
      </TableCell>
      <TableCell>{tier}</TableCell>
      <TableCell>
        {applies ? <WorstLoss summary={summary} /> : 'rebuilt, not restored'}
      </TableCell>
      <TableCell title={rto.summary}>
        {applies && (
          <>
            <span className={classes.nowrap}>{formatObjective(rto)}</span>{' '}
            <Badge {...presentObjective(rto)} />
          </>
        )}
      </TableCell>
      <TableCell>
        <LastTest summary={summary} />
      </TableCell>
      <TableCell className={classes.weakest}>{summary.weakestLink}</TableCell>
    </TableRow>
  );
}
