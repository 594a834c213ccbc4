import { Link } from '@backstage/core-components';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { EnvironmentRef, PROBES } from '@plumbline/plugin-odoo-common';
import {
  EvidenceAge,
  ExternalLink,
  RelativeTime,
  RowHeader,
  StatusBadge,
  kubernetesPath,
  useExpired,
} from '@plumbline/plugin-odoo-react';
import {
  describeObject,
  describeValue,
  evidenceOf,
  shortenHashes,
} from './describeObservation';
import { RunbookLink } from './RunbookLink';
import { ProbeObservation } from './groupByArea';

export interface ProbeRowProps {
  environment: EnvironmentRef;
  observation: ProbeObservation;
}

export function ProbeRow(props: ProbeRowProps) {
  const { environment, observation } = props;
  const { probe, status, required, summary, source, since, link } = observation;
  const isExpired = useExpired(observation.expiresAt);
  const stale = observation.stale || isExpired;
  return (
    <TableRow>
      <RowHeader>
        {PROBES[probe].title}
        <Typography variant="caption" display="block">
          {required ? probe : `${probe}, not required`}
        </Typography>
      </RowHeader>
      <TableCell>
        <StatusBadge
          status={status}
          evidence={evidenceOf({ ...observation, stale })}
        />
        <Typography variant="caption" display="block">
          {summary}
        </Typography>
      </TableCell>
      <TableCell title={describeValue(observation)}>
        {shortenHashes(describeValue(observation))}
      </TableCell>
      <TableCell>
        <EvidenceAge
          observedAt={observation.observedAt}
          expiresAt={observation.expiresAt}
          stale={stale}
        />
      </TableCell>
      <TableCell>{since ? <RelativeTime at={since} /> : 'not known'}</TableCell>
      <TableCell>
        {source ? `${source.collector}/${source.scope}` : 'not observed yet'}
        {source?.object && (
          <Typography variant="caption" display="block">
            {describeObject(source.object)}
          </Typography>
        )}
      </TableCell>
      <TableCell>
        {link && (
          <div>
            <ExternalLink href={link}>
              {PROBES[probe].area === 'delivery' ? 'Argo CD' : 'Open'}
            </ExternalLink>
          </div>
        )}
        {source?.object?.namespace && (
          <div>
            <Link to={kubernetesPath(environment)}>Kubernetes</Link>
          </div>
        )}
        <RunbookLink observation={observation} />
      </TableCell>
    </TableRow>
  );
}
