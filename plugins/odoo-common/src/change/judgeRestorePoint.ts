import { TierPolicy } from '../platform/tiers';
import {
  KnownRestoreTest,
  RecoveryFacts,
  freshFact,
  secondsBetween,
  secondsOf,
} from '../recovery/assess/input';
import { componentLoss } from '../recovery/assess/objectives';
import {
  Restorable,
  belongTogether,
  restorableNow,
} from '../recovery/assess/restorable';
import { testPeriodSeconds, testsOfChain } from '../recovery/assess/tests';
import { RepositoryReport } from '../recovery/report';
import { lengthInWords, momentInWords } from '../recovery/words';
import { GateResult } from './change';

export interface RestorePointInput {
  policy: TierPolicy;
  facts: RecoveryFacts;
  now: Date;
  /** Nothing has been written after it: only what was read later counts. Absent: the environment is in use. */
  writtenUntil?: string;
  /** Only a point of the database after this moment counts; absent: any that loses little enough does. */
  takenAfter?: string;
  /** What that moment is; absent: the approvals were complete. */
  takenAfterThe?: 'approvals' | 'stop';
  /** Stopped by its spec it would be rendered with a heartbeat, which writes by itself. */
  beatsWhenStopped?: boolean;
  /** Restore tests of the environment; absent: nobody asks whether a restore of this chain was ever proven. */
  tests?: readonly KnownRestoreTest[];
  /** Why no restore of it can be tested at all: then none is asked for, and that is said. */
  untestable?: string;
  /** Nobody can have worked in it: then a store that was read and holds nothing at all is no loss. */
  neverUsed?: boolean;
}

export type RestorePointCheck = Pick<
  GateResult,
  'verdict' | 'summary' | 'evidence'
> & {
  /** The moment that database and filestore can be brought back to. */
  at?: string;
};

/** WAL is archived when something was written: without that, no younger point ever comes to the store. */
const NONE_COMES = 'if nobody writes to it, none comes by itself: ';
const BY_HAND =
  'on its primary, as superuser, run SELECT pg_current_xact_id(), and after it SELECT pg_switch_wal()';
const WITHOUT_BEAT = `${NONE_COMES}${BY_HAND}`;
/** That way nobody can work meanwhile, so it comes second. */
const WITH_BEAT = `${WITHOUT_BEAT}; or stop it by an update (schedule: stopped), which takes it down until it is started again: its heartbeat then writes every five minutes`;

const blocked = (summary: string): RestorePointCheck => ({
  verdict: 'blocked',
  summary,
  evidence: [],
});

const NEVER_USED =
  'It never came up and nobody worked in it: there is no backup, and nothing that one would hold';

const NOTHING_TO_LOSE: RestorePointCheck = {
  verdict: 'pass',
  summary: NEVER_USED,
  evidence: [{ title: 'No backups', detail: NEVER_USED, verdict: 'note' }],
};

/**
 * Whether the store holds a restore point that loses no more than the tier allows, its chain unbroken. What was not
 * read, or too long ago, blocks; a tier that keeps no backups has none, and says so.
 */
export function judgeRestorePoint(input: RestorePointInput): RestorePointCheck {
  const { policy } = input;
  if (policy.rpo === undefined || policy.backupSchedule === undefined) {
    const summary = `${policy.title}: this tier keeps no backups, so there is no restore point. What is lost cannot be brought back`;
    return {
      verdict: 'pass',
      summary,
      evidence: [{ title: 'No backups', detail: summary, verdict: 'note' }],
    };
  }
  const early = readBeforeTheEnd(input);
  if (early) return blocked(early);
  const restorable = restorableNow(input);
  if (restorable.state === 'unknown') return blocked(restorable.summary);
  if (restorable.state === 'none') {
    if (input.neverUsed && holdsNothing(input)) return NOTHING_TO_LOSE;
    return { verdict: 'fail', summary: restorable.summary, evidence: [] };
  }
  const loss = componentLoss({ input, restorable });
  if (loss.state !== 'measured') return blocked(loss.summary);
  const seconds = Math.min(loss.seconds, unwritten(restorable, input));
  return conclude(restorable, {
    input,
    seconds,
    allowed: secondsOf(policy.rpo),
  });
}

/** Damaged or unreadable backups are not none. */
function holdsNothing(input: RestorePointInput): boolean {
  const report = freshFact(input, 'database')?.fact.report;
  return (
    report !== undefined &&
    !report.partial &&
    report.verdict !== 'unknown' &&
    report.backups.length === 0 &&
    report.windows.length === 0
  );
}

/** What was read while somebody could still write tells nothing of what was written last. */
function readBeforeTheEnd({
  facts,
  now,
  writtenUntil,
}: RestorePointInput): string | undefined {
  if (writtenUntil === undefined) return undefined;
  const reads = (['database', 'filestore', 'controller'] as const).flatMap(
    kind => freshFact({ facts, now }, kind)?.observedAt ?? [],
  );
  const early = reads.find(observedAt => observedAt <= writtenUntil);
  return (
    early &&
    `last read ${momentInWords(
      early,
    )}, and it has to be read after ${momentInWords(
      writtenUntil,
    )}, when Odoo was seen gone`
  );
}

/** What is missing of a database that nobody writes to any more. */
function unwritten(
  { to }: Extract<Restorable, { state: 'restorable' }>,
  { writtenUntil }: RestorePointInput,
): number {
  return writtenUntil === undefined
    ? Infinity
    : Math.max(0, secondsBetween(to, writtenUntil));
}

function conclude(
  restorable: Extract<Restorable, { state: 'restorable' }>,
  {
    input,
    seconds,
    allowed,
  }: { input: RestorePointInput; seconds: number; allowed: number },
): RestorePointCheck {
  const { to, asOf, apart, database } = restorable;
  const gap = database.gaps.find(
    ({ after }) => database.chain && after >= database.chain.startSegment,
  );
  const evidence: GateResult['evidence'] = [
    {
      title: 'Newest restore point',
      detail: `${momentInWords(to)}, read ${momentInWords(
        asOf,
      )}: ${lengthInWords(seconds)} would be lost, ${lengthInWords(
        allowed,
      )} allowed${seconds > allowed ? hintOf(input) : ''}`,
      verdict: seconds <= allowed ? 'pass' : 'fail',
    },
    {
      title: 'WAL chain',
      detail: gap
        ? `${gap.segments} segments are missing after ${gap.after}`
        : `unbroken from ${database.newestUsableBackup ?? 'its base'} on`,
      verdict: gap ? 'fail' : 'pass',
    },
    {
      title: 'Filestore',
      detail: `${lengthInWords(apart)} older than the database`,
      verdict: belongTogether(restorable, input) ? 'pass' : 'fail',
    },
  ];
  evidence.push(...proofOf(database, input), ...ageOf(database, input));
  const failed = evidence.filter(({ verdict }) => verdict === 'fail');
  const notes = evidence.filter(({ verdict }) => verdict === 'note');
  return failed.length === 0
    ? {
        verdict: 'pass',
        summary: [
          `Restorable to ${momentInWords(to)}`,
          ...notes.map(({ title, detail }) => `${title}: ${detail}`),
        ].join('; '),
        evidence,
        at: to,
      }
    : {
        verdict: 'fail',
        summary: failed
          .map(({ title, detail }) => `${title}: ${detail}`)
          .join('; '),
        evidence,
        at: to,
      };
}

/** What is awaited after the approvals has a line, and a hint, of its own. */
function hintOf(input: RestorePointInput): string {
  return input.takenAfter === undefined ? `; ${whenIdle(input)}` : '';
}

/** What has stopped already has its heartbeat, or nothing that could write. */
function whenIdle({
  beatsWhenStopped,
  writtenUntil,
  takenAfterThe,
}: RestorePointInput): string {
  const hasStopped = writtenUntil !== undefined || takenAfterThe === 'stop';
  return beatsWhenStopped && !hasStopped ? WITH_BEAT : WITHOUT_BEAT;
}

/** A backup that nobody ever restored is a hope. */
function proofOf(
  database: RepositoryReport,
  { tests, untestable, policy, now }: RestorePointInput,
): GateResult['evidence'] {
  const period = testPeriodSeconds(policy);
  if (tests === undefined || period === undefined) return [];
  const title = 'Restore test';
  if (untestable !== undefined) {
    const detail = `not proven, and no test is possible: ${untestable}`;
    return [{ title, detail, verdict: 'note' }];
  }
  const [last] = testsOfChain(tests, database);
  const every = `one is due every ${lengthInWords(period)}`;
  if (!last) {
    const detail = `no restore of this chain was proven, ${every}: run one`;
    return [{ title, detail, verdict: 'fail' }];
  }
  const { outcome, finishedAt } = last;
  const proven =
    outcome === 'passed' && secondsBetween(finishedAt, now) <= period;
  const detail = `${outcome} at ${momentInWords(finishedAt)}, ${every}`;
  return [
    {
      title,
      detail: proven ? detail : `${detail}: run one`,
      verdict: proven ? 'pass' : 'fail',
    },
  ];
}

const TAKEN_AFTER = {
  approvals: 'the approvals are complete since',
  stop: 'nothing is written since',
} as const;

/** What was approved begins with a point of its own: the one before it may be of a state that nobody approved. */
function ageOf(
  { newestRestorePoint }: RepositoryReport,
  input: RestorePointInput,
): GateResult['evidence'] {
  const { takenAfter, takenAfterThe = 'approvals' } = input;
  if (takenAfter === undefined) return [];
  const taken = newestRestorePoint !== null && newestRestorePoint > takenAfter;
  const since = `${TAKEN_AFTER[takenAfterThe]} ${momentInWords(takenAfter)}`;
  return [
    {
      title: `Taken after the ${takenAfterThe}`,
      detail: taken
        ? since
        : `${since}, and the next point of the database is awaited in the store; ${whenIdle(
            input,
          )}`,
      verdict: taken ? 'pass' : 'fail',
    },
  ];
}
