import {
  BackupCopy,
  RecoveryDetail,
  SignedRestoreTest,
  StoredBackup,
} from '@plumbline/plugin-odoo-common';
import {
  TimelineLane,
  TimelineMark,
  TimelineSpan,
} from '@plumbline/plugin-odoo-react';
import { presentTest } from '../../words';
import { describePlaceShortly } from '../copies/describeCopy';
import { certaintyOf, cutAt, mergeWindows, spansOf } from './spans';

type Recovery = Pick<
  RecoveryDetail,
  'database' | 'filestore' | 'copies' | 'tests' | 'region' | 'assessment'
>;

const WEEK_MS = 7 * 86_400_000;

/** An empty line would look like nothing wrong. */
const wholeLine = (
  now: Date,
  kind: 'unknown' | 'gap',
  label: string,
): TimelineSpan[] => [
  {
    from: new Date(now.getTime() - WEEK_MS).toISOString(),
    to: now.toISOString(),
    kind,
    label,
  },
];

const BACKUP_SHAPES: Record<
  StoredBackup['status'],
  Pick<TimelineMark, 'shape' | 'tone'>
> = {
  usable: { shape: 'tick', tone: 'plain' },
  damaged: { shape: 'octagon', tone: 'critical' },
  failed: { shape: 'cross', tone: 'critical' },
  running: { shape: 'hourglass', tone: 'maintenance' },
  interrupted: { shape: 'barrier', tone: 'critical' },
  expired: { shape: 'dash', tone: 'plain' },
  unknown: { shape: 'question', tone: 'unknown' },
};

function backupMark(backup: StoredBackup): TimelineMark[] {
  const { id, kind, status, finishedAt, startedAt } = backup;
  const at = finishedAt ?? startedAt;
  return at
    ? [{ at, ...BACKUP_SHAPES[status], label: `${kind} ${id}: ${status}` }]
    : [];
}

function testMark({ result, proof }: SignedRestoreTest): TimelineMark {
  const { shape, tone, word } = presentTest({ outcome: result.outcome, proof });
  return {
    at: result.point.at,
    shape,
    tone,
    label: `restored to here: ${word}`,
  };
}

const isStale = (fact: { expiresAt: string } | null, now: Date) =>
  fact !== null && Date.parse(fact.expiresAt) <= now.getTime();

/** What a repository can restore, up to the moment until which a copy holds it. */
function repositorySpans(
  fact: RecoveryDetail['database'],
  now: Date,
  bounds: { copiedUntil?: string; openUntil?: string } = {},
): TimelineSpan[] {
  if (!fact) return wholeLine(now, 'unknown', 'nothing was read of it');
  const kind = certaintyOf(fact.value, isStale(fact, now));
  const { copiedUntil, openUntil } = bounds;
  const merged = mergeWindows(fact.value.windows);
  const stretches = copiedUntil ? cutAt(merged, copiedUntil) : merged;
  if (stretches.length > 0) return spansOf(stretches, kind, openUntil);
  return kind === 'unknown'
    ? wholeLine(now, 'unknown', 'not known what of it can be restored')
    : wholeLine(now, 'gap', 'nothing of it can be restored');
}

/** Where replication has failed or says nothing, the last sync is only what somebody once said. */
const keepsUp = ({ replication }: BackupCopy) =>
  replication === 'live' || replication === 'behind';

/** The lines of the picture: base backups, the database on each copy, the filestore, and what tests restored. */
export function lanesOf(recovery: Recovery, now: Date): TimelineLane[] {
  const { database, filestore, copies, tests, region, assessment } = recovery;
  // Segments in flight are no gap; more than the target allows is.
  const isBehind = ['missed', 'none'].includes(assessment.rpo.component.state);
  const openUntil = isBehind ? now.toISOString() : undefined;
  const others = (copies?.value ?? []).filter(({ role }) => role !== 'primary');
  return [
    {
      title: 'Base backups',
      spans: [],
      marks: (database?.value.backups ?? []).flatMap(backupMark),
    },
    {
      title: `Database, ${region}`,
      spans: repositorySpans(database, now, { openUntil }),
      marks: [],
    },
    ...others.map(copy => ({
      title: `Database, ${describePlaceShortly(copy)}`,
      spans:
        copy.lastSyncAt && keepsUp(copy) && !isStale(copies, now)
          ? repositorySpans(database, now, {
              copiedUntil: copy.lastSyncAt,
              openUntil: isBehind ? copy.lastSyncAt : undefined,
            })
          : wholeLine(now, 'unknown', 'not known what this copy holds'),
      marks: [],
    })),
    {
      title: 'Filestore',
      spans: repositorySpans(filestore, now),
      marks: (filestore?.value.backups ?? []).flatMap(backupMark),
    },
    { title: 'Restore tests', spans: [], marks: tests.map(testMark) },
  ];
}
