import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { ClusterFreezes } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  BadgeProps,
  EmptyState,
  QueryPanel,
  RowHeader,
  ScrollTable,
  Section,
  formatRelative,
  useClock,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { FreezesAction } from './FreezesAction';
import { ZonedTime } from './ZonedTime';

const POLL_MS = 30_000;
const SHORT_ID = 7;

const BADGES: Record<ClusterFreezes['state'], BadgeProps> = {
  kept: { shape: 'filled-circle', tone: 'ok', word: 'Kept' },
  partly: { shape: 'triangle', tone: 'degraded', word: 'Kept in part' },
  published: {
    shape: 'question',
    tone: 'unknown',
    word: 'Only the file is known',
  },
  'not-kept': { shape: 'octagon', tone: 'critical', word: 'Not kept' },
  failed: { shape: 'octagon', tone: 'critical', word: 'Not published' },
  unknown: { shape: 'question', tone: 'unknown', word: 'Not known' },
  'not-published': {
    shape: 'triangle',
    tone: 'degraded',
    word: 'By the portal alone',
  },
};

function FreezesRow({
  freezes,
  isOutdated,
}: {
  freezes: ClusterFreezes;
  isOutdated: boolean;
}) {
  const { cluster, state, message, file, publishedAt, commit, knownUntil } =
    freezes;
  const age = useClock(now =>
    publishedAt ? formatRelative(publishedAt, now) : '',
  );
  // Kept is said only of an answer of now.
  const isGood = state === 'kept' || state === 'partly';
  const shown = isOutdated && isGood ? 'unknown' : state;
  return (
    <TableRow>
      <RowHeader>{cluster}</RowHeader>
      <TableCell>
        <Badge {...BADGES[shown]} />
        <div>{message}</div>
        <FreezesAction state={shown} freezes={freezes} />
      </TableCell>
      <TableCell>
        {publishedAt && commit ? (
          <>
            {age}, <code>{commit.slice(0, SHORT_ID)}</code>
          </>
        ) : (
          'never'
        )}
        <div>
          <code>{file}</code>
        </div>
      </TableCell>
      <TableCell>
        {knownUntil ? <ZonedTime at={knownUntil} zones={['UTC']} /> : '-'}
      </TableCell>
    </TableRow>
  );
}

/** How the controllers of the clusters keep the freezes, whoever pushes past the portal. */
export function GitFreezes() {
  const freezes = useOdooQuery((api, signal) => api.listFreezes(signal), {
    key: 'freezes',
    pollMs: POLL_MS,
    keepPrevious: true,
  });
  return (
    <Section title="Git's side">
      <QueryPanel
        query={freezes}
        what="Git's side of the calendars"
        stillWorks="The controllers of the clusters keep what was last published."
      >
        {({ items }, isOutdated) =>
          items.length === 0 ? (
            <EmptyState
              title="No clusters"
              description="There is none with an environment that you may see."
            />
          ) : (
            <ScrollTable
              label="How the clusters keep freezes"
              minWidth={680}
              stickyFirstColumn
              isBusy={freezes.isRefreshing}
            >
              <TableHead>
                <TableRow>
                  {['Cluster', 'Freezes', 'Published', 'Knows until'].map(
                    title => (
                      <TableCell key={title}>{title}</TableCell>
                    ),
                  )}
                </TableRow>
              </TableHead>
              <TableBody>
                {items.map(item => (
                  <FreezesRow
                    key={item.cluster}
                    freezes={item}
                    isOutdated={isOutdated}
                  />
                ))}
              </TableBody>
            </ScrollTable>
          )
        }
      </QueryPanel>
    </Section>
  );
}
