import {
  FluxSourceRecord,
  KustomizationRecord,
  Time,
  findCondition,
} from '../../records';
import { HOUR, MINUTE, isAhead, moment } from '../../words';
import { Finding } from '../Finding';
import { parseGoDuration } from '../goDuration';
import { Subject, committedAt } from '../Subject';
import { pending } from './pending';
import { brief, commitOf } from './revision';
import { readableSource } from './source';

/** What resumes it looks every minute. */
const OVERDUE = 10 * MINUTE;

/** Within an hour, and three of its intervals, a source that works has fetched a commit. */
const FETCHED = HOUR;
const FETCHES = 3;

/** What suspends it by plan. */
export interface Frozen {
  /** Somebody has to mend something before it ends. */
  endless: boolean;
  words: string;
}

/** The freeze that suspends it; undefined: none does, or none any more, or somebody by hand. */
export function frozenBy(
  { suspended, frozen, name }: KustomizationRecord,
  now: number,
): Frozen | undefined {
  if (!suspended || frozen === undefined) return undefined;
  const until = Date.parse(frozen);
  const endless = Number.isNaN(until);
  if (!endless && now >= until + OVERDUE) return undefined;
  const end = endless ? 'its calendars can be read' : moment(until);
  return {
    endless,
    words: `Held by a freeze until ${end} (Kustomization ${name} is suspended for it)`,
  };
}

/**
 * Suspended by plan: no alarm while nothing waits, however long Flux does not look. What was committed since waits for
 * the end of the freeze: neither well nor a fault. That a source can no longer be read is one, and its end would apply
 * nothing.
 */
export function assessFrozen(
  subject: Subject,
  kustomization: KustomizationRecord,
  { endless, words }: Frozen,
): Finding {
  const readable = readableSource(subject, kustomization);
  if ('finding' in readable) {
    const { finding } = readable;
    return { ...finding, summary: `${words}; ${finding.summary}` };
  }
  const since = committedAt(subject);
  const committed = `what was committed ${moment(since)}`;
  switch (holdsCommit(subject, kustomization, readable.source)) {
    case 'applied':
      return { status: 'ok', summary: `${words}; nothing of it waits` };
    case 'unfetched': {
      const late = pending(
        subject,
        'Flux has not fetched Git since the last commit',
      );
      if (late.status !== 'ok') {
        return { ...late, summary: `${words}; ${late.summary}` };
      }
      break;
    }
    case 'unknown':
      return {
        status: 'unknown',
        since,
        summary: `${words}; Flux does not say whether ${committed} was fetched before it, or waits`,
      };
    default:
  }
  return {
    // Somebody has to mend what has no end; the others end by themselves.
    status: endless ? 'degraded' : 'maintenance',
    since,
    summary: `${words}: ${committed}, after ${brief(
      kustomization.applied,
    )}, waits`,
  };
}

/**
 * Whether the commit of an environment is in what was applied before the freeze. The revision alone seldom tells: it is
 * the head of the repository of that moment, and others commit to it too.
 */
function holdsCommit(
  subject: Subject,
  { applied, appliedOrigin = applied, ...kustomization }: KustomizationRecord,
  { artifact, interval }: FluxSourceRecord,
): 'applied' | 'waits' | 'unfetched' | 'unknown' {
  const { environment, now } = subject;
  const committed = committedAt(subject);
  if (commitOf(appliedOrigin) === environment.revision.commit) return 'applied';
  if (applied === undefined) return 'waits';
  const fetchedAt = artifact?.lastUpdateTime;
  if (fetchedAt === undefined || isAhead(fetchedAt, now)) return 'unknown';
  if (fetchedAt < committed) return 'unfetched';
  if (artifact?.revision === applied) return 'applied';
  const lookedAt = lastLook(kustomization);
  if (lookedAt === undefined || isAhead(lookedAt, now)) return 'unknown';
  if (lookedAt < committed) return 'waits';
  // The source has moved on: when it fetched what was applied nobody knows any more.
  const sure = Math.max(
    FETCHED,
    FETCHES * (parseGoDuration(interval ?? '') ?? 0),
  );
  return lookedAt - committed > sure ? 'applied' : 'unknown';
}

/** When it last applied: each time Flux takes Ready back and gives it again, which tells where it keeps no history. */
function lastLook({
  lastReconciledAt,
  conditions,
}: Pick<KustomizationRecord, 'lastReconciledAt' | 'conditions'>):
  | Time
  | undefined {
  const ready = findCondition(conditions, 'Ready');
  return (
    lastReconciledAt ??
    (ready?.status === 'True' ? ready.lastTransitionTime : undefined)
  );
}
