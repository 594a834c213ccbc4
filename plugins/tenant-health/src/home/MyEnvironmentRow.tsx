import { Link } from '@backstage/core-components';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { EnvironmentSummary, PROBES } from '@plumbline/plugin-odoo-common';
import {
  EvidenceAge,
  RowHeader,
  StatusBadge,
  environmentPath,
  useVerdict,
} from '@plumbline/plugin-odoo-react';
import { useFleetStyles } from '../fleet';

export interface MyEnvironmentRowProps {
  environment: EnvironmentSummary;
}

export function MyEnvironmentRow(props: MyEnvironmentRowProps) {
  const { environment } = props;
  const verdict = useVerdict(environment.verdict);
  const { status, evidence, decidedBy, summary, observedAt } = verdict;
  const why = decidedBy ? `${PROBES[decidedBy].title}: ${summary}` : summary;
  const classes = useFleetStyles();
  return (
    <TableRow>
      <RowHeader>
        <Link to={environmentPath(environment)}>
          {`${environment.tenant} / ${environment.stage}`}
        </Link>
      </RowHeader>
      <TableCell>
        <StatusBadge status={status} evidence={evidence} />
        {status !== 'ok' && (
          <span className={classes.summary} title={why}>
            {why}
          </span>
        )}
      </TableCell>
      <TableCell>
        <EvidenceAge observedAt={observedAt} stale={evidence === 'stale'} />
      </TableCell>
    </TableRow>
  );
}
