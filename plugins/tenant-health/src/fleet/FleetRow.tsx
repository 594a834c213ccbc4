import { Link } from '@backstage/core-components';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { EnvironmentSummary, PROBES } from '@plumbline/plugin-odoo-common';
import {
  CoverageLabel,
  EvidenceAge,
  StatusBadge,
  changePath,
  environmentPath,
} from '@plumbline/plugin-odoo-react';
import { RiskSummary } from './RiskSummary';
import { useFleetStyles } from './useFleetStyles';

export interface FleetRowProps {
  environment: EnvironmentSummary;
}

export function FleetRow(props: FleetRowProps) {
  const { environment } = props;
  const { tenant, stage, tier, release, verdict, pendingChange } = environment;
  const { status, evidence, decidedBy, summary } = verdict;
  const classes = useFleetStyles();
  return (
    <TableRow hover>
      <TableCell component="th" scope="row">
        <Link to={environmentPath(environment)}>{`${tenant} / ${stage}`}</Link>
      </TableCell>
      <TableCell>
        <StatusBadge status={status} evidence={evidence} />
        <span className={classes.summary}>
          {decidedBy ? `${PROBES[decidedBy].title}: ${summary}` : summary}
        </span>
      </TableCell>
      <TableCell>
        <EvidenceAge
          observedAt={verdict.observedAt}
          stale={evidence === 'stale'}
        />
      </TableCell>
      <TableCell>
        <CoverageLabel coverage={verdict.coverage} />
      </TableCell>
      <TableCell className={classes.nowrap}>{`Tier ${tier}`}</TableCell>
      <TableCell className={classes.nowrap}>{stage}</TableCell>
      <TableCell className={classes.nowrap}>{release.version}</TableCell>
      <TableCell className={classes.risk}>
        <RiskSummary risks={verdict.riskAhead} />
      </TableCell>
      <TableCell className={classes.nowrap}>
        {pendingChange ? (
          <Link to={changePath(pendingChange)}>{pendingChange}</Link>
        ) : (
          'none'
        )}
      </TableCell>
    </TableRow>
  );
}
