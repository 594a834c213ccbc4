import { Link } from '@backstage/core-components';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { EnvironmentSummary, PROBES } from '@plumbline/plugin-odoo-common';
import {
  CoverageLabel,
  EvidenceAge,
  RowHeader,
  StatusBadge,
  changeLabel,
  changePath,
  environmentPath,
  useVerdict,
} from '@plumbline/plugin-odoo-react';
import { AcknowledgementMark } from '../acknowledgements';
import { incidentPath } from '../incidents';
import { RiskSummary } from '../risks';
import { RecoveryScore } from './RecoveryScore';

import { useFleetStyles } from './useFleetStyles';

export interface FleetRowProps {
  environment: EnvironmentSummary;
  /** It could not be loaded again. */
  isOutdated: boolean;
}

export function FleetRow(props: FleetRowProps) {
  const { environment, isOutdated } = props;
  const { tenant, stage, tier, release, pendingChange } = environment;
  const verdict = useVerdict(environment.verdict);
  const { status, evidence, decidedBy, summary } = verdict;
  const why = decidedBy ? `${PROBES[decidedBy].title}: ${summary}` : summary;
  const classes = useFleetStyles();
  return (
    <TableRow hover>
      <RowHeader>
        <Link to={environmentPath(environment)}>
          {/* Breaks between the two names, not within one of them. */}
          <span className={classes.nowrap}>{`${tenant} /`}</span>{' '}
          <span className={classes.nowrap}>{stage}</span>
        </Link>
      </RowHeader>
      <TableCell>
        <StatusBadge status={status} evidence={evidence} />
        <span className={classes.summary} title={why}>
          {why}
        </span>
        {environment.acknowledgements.map(acknowledgement => (
          <AcknowledgementMark
            key={acknowledgement.id}
            acknowledgement={acknowledgement}
          />
        ))}
        {environment.incident && (
          <Link to={incidentPath({ id: environment.incident })}>
            <span className={classes.small}>all with this cause</span>
          </Link>
        )}
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
      <TableCell>{tier}</TableCell>
      <TableCell>{release.version}</TableCell>
      <TableCell>
        <RecoveryScore environment={environment} isOutdated={isOutdated} />
      </TableCell>
      <TableCell>
        <RiskSummary risks={verdict.riskAhead} />
      </TableCell>
      <TableCell className={classes.nowrap}>
        {pendingChange ? (
          <Link to={changePath(pendingChange)}>
            {changeLabel(pendingChange)}
          </Link>
        ) : (
          'none'
        )}
      </TableCell>
    </TableRow>
  );
}
