import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { Source } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  EvidenceAge,
  RowHeader,
  formatDuration,
} from '@plumbline/plugin-odoo-react';
import { RefreshButton } from './RefreshButton';
import { presentRun } from './presentRun';

export interface SourceRowProps {
  source: Source;
  onRefreshed: () => void;
}

export function SourceRow(props: SourceRowProps) {
  const { source, onRefreshed } = props;
  const { title, collector, scope, lastRun, notAvailable } = source;
  const problems = lastRun?.problems ?? [];
  return (
    <TableRow>
      <RowHeader>
        {title}
        <Typography variant="caption" display="block">
          {`${collector}/${scope}`}
        </Typography>
      </RowHeader>
      <TableCell>
        <Badge {...presentRun(source)} />
      </TableCell>
      <TableCell>
        <EvidenceAge observedAt={lastRun?.finishedAt} />
      </TableCell>
      <TableCell>
        {lastRun &&
          formatDuration(
            Date.parse(lastRun.finishedAt) - Date.parse(lastRun.startedAt),
          )}
      </TableCell>
      <TableCell>{lastRun?.upstreamCalls}</TableCell>
      <TableCell>{lastRun?.environments}</TableCell>
      <TableCell>{lastRun?.observations}</TableCell>
      <TableCell>
        {notAvailable}
        {problems.map(({ subject, message }) => (
          <div key={`${subject} ${message}`}>{`${subject}: ${message}`}</div>
        ))}
        {!notAvailable && lastRun && problems.length === 0 && 'none'}
      </TableCell>
      <TableCell>
        <RefreshButton source={source} onRefreshed={onRefreshed} />
      </TableCell>
    </TableRow>
  );
}
