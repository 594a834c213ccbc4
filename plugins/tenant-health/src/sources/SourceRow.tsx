import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { Source } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  EvidenceAge,
  RowHeader,
  formatDuration,
  formatInstant,
} from '@plumbline/plugin-odoo-react';
import { RefreshButton } from './RefreshButton';
import { Problems } from './Problems';
import { describeSkipped } from './describeProblem';
import { PRESENTATIONS, standOf } from './presentRun';

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
        <Badge {...PRESENTATIONS[standOf(source)]} />
        {source.running && (
          <Typography variant="caption" display="block">
            running now
          </Typography>
        )}
      </TableCell>
      <TableCell>
        <EvidenceAge observedAt={lastRun?.finishedAt} />
        {lastRun && (
          <Typography variant="caption" display="block">
            {formatInstant(lastRun.finishedAt)}
          </Typography>
        )}
      </TableCell>
      <TableCell style={{ whiteSpace: 'nowrap' }}>
        {lastRun &&
          formatDuration(
            Date.parse(lastRun.finishedAt) - Date.parse(lastRun.startedAt),
          )}
      </TableCell>
      <TableCell>{lastRun?.upstreamCalls}</TableCell>
      <TableCell>{lastRun?.environments}</TableCell>
      <TableCell>
        {lastRun?.observations}
        <Typography variant="caption" display="block">
          {describeSkipped(problems)}
        </Typography>
      </TableCell>
      <TableCell>
        {notAvailable}
        <Problems problems={problems} />
        {!notAvailable && lastRun && problems.length === 0 && 'none'}
      </TableCell>
      <TableCell>
        <RefreshButton source={source} onRefreshed={onRefreshed} />
      </TableCell>
    </TableRow>
  );
}
