import {
  KustomizationRecord,
  conditionWords,
  findCondition,
} from '../../records';
import {
  HOUR,
  MINUTE,
  duration,
  elapsed,
  forHowLong,
  isAhead,
  moment,
  shorten,
  waited,
} from '../../words';
import { Finding } from '../Finding';
import { parseGoDuration } from '../goDuration';
import { Subject, committedAt } from '../Subject';
import { assessKustomization } from './kustomization';
import { failureTriedAgain } from './retry';
import { brief, commitOf } from './revision';
import { readableSource } from './source';

const PATIENCE = HOUR;
/** Times its interval after which a Kustomization that was not reconciled has been forgotten. */
const LATE = 3;
const SHORTEST_SILENCE = 30 * MINUTE;

/**
 * The value is the commit that Flux has applied, and found healthy where it checks health: change control relies on
 * that claim. `lastAttemptedRevision` is only what was tried.
 */
export function assessFluxSync(subject: Subject): Finding {
  return assessKustomization(subject, kustomization => ({
    value: commitOf(kustomization.appliedOrigin ?? kustomization.applied),
    threshold: `in sync, or out of it for at most ${duration(PATIENCE)}`,
    ...assess(subject, kustomization),
  }));
}

function assess(subject: Subject, kustomization: KustomizationRecord): Finding {
  const { conditions, suspended, behind, attempted } = kustomization;
  const { now } = subject;
  const ready = findCondition(conditions, 'Ready');
  if (suspended) {
    return {
      status: 'degraded',
      summary: `Flux is suspended here since ${brief(
        kustomization.applied,
      )}: what is committed is not applied`,
    };
  }
  if (!ready) {
    return { status: 'unknown', summary: 'Flux has not reported on it' };
  }
  const since = ready.lastTransitionTime;
  const said = shorten(conditionWords(ready));
  if (ready.status === 'False' && ready.reason === 'DependencyNotReady') {
    return pending(subject, `Flux waits for a dependency: ${said}`, since);
  }
  if (ready.status === 'False') {
    return {
      status: failedStatus(subject),
      since,
      summary: `Flux failed to apply ${brief(attempted)}${forHowLong(
        since,
        now,
      )}, ${ready.reason ?? 'no reason'}: ${said}`,
    };
  }
  if (ready.status !== 'True') return applying(subject, kustomization, said);
  if (behind) {
    return pending(subject, 'Flux has not taken up its newest settings');
  }
  return compared(subject, kustomization);
}

function applying(
  subject: Subject,
  kustomization: KustomizationRecord,
  said: string,
): Finding {
  const { conditions, applied, attempted, lastReconciledAt } = kustomization;
  const failure = failureTriedAgain(subject, kustomization);
  if (failure) {
    return {
      status: failedStatus(subject),
      since: lastReconciledAt,
      summary: `Flux failed to apply ${brief(attempted)}${forHowLong(
        lastReconciledAt,
        subject.now,
      )}, ${failure}, and tries again: ${said}`,
    };
  }
  // Without its history nobody knows how often a revision that is not applied has been tried.
  const tried =
    kustomization.lastOutcome === undefined && attempted !== applied;
  const began = findCondition(conditions, 'Ready')?.lastTransitionTime;
  return pending(
    subject,
    `Flux is applying: ${said}`,
    tried ? undefined : began,
  );
}

function failedStatus({ environment }: Subject): Finding['status'] {
  return environment.stage === 'production' ? 'critical' : 'degraded';
}

/** Ready says that what was fetched is applied; whether that is what is in Git, the source tells. */
function compared(
  subject: Subject,
  kustomization: KustomizationRecord,
): Finding {
  const { environment, now } = subject;
  const { applied, lastReconciledAt } = kustomization;
  const readable = readableSource(subject, kustomization);
  if ('finding' in readable) return readable.finding;
  const { artifact } = readable.source;
  if (!artifact?.revision || !applied) {
    return {
      status: 'unknown',
      summary: `Flux is ready and does not say which revision it has ${
        applied ? 'fetched' : 'applied'
      }`,
    };
  }
  if (lastReconciledAt !== undefined && silent(kustomization, now)) {
    return {
      status: 'unknown',
      since: lastReconciledAt,
      summary: `Flux last reconciled it on ${moment(
        lastReconciledAt,
      )} and called it ready then; it may have stopped`,
    };
  }
  const fetchedAt = artifact.lastUpdateTime;
  const holdsCommit = commitOf(applied) === environment.revision.commit;
  if (
    !holdsCommit &&
    (fetchedAt === undefined || fetchedAt < committedAt(subject))
  ) {
    return pending(subject, 'Flux has not fetched Git since the last commit');
  }
  if (artifact.revision !== applied) {
    return pending(
      subject,
      `Flux has fetched ${brief(artifact.revision)} and applied ${brief(
        applied,
      )}`,
      fetchedAt,
    );
  }
  const seen = fetchedAt === undefined ? '' : `, fetched ${moment(fetchedAt)}`;
  return { status: 'ok', summary: `In sync with ${brief(applied)}${seen}` };
}

function silent(
  { interval = '10m', lastReconciledAt }: KustomizationRecord,
  now: number,
): boolean {
  const limit = Math.max(
    SHORTEST_SILENCE,
    LATE * (parseGoDuration(interval) ?? 0),
  );
  return waited(lastReconciledAt, now) > limit;
}

/** Waits since the commit, or since Flux began when that was later. */
function pending(subject: Subject, what: string, began?: number): Finding {
  const { now } = subject;
  const committed = committedAt(subject);
  const since =
    began === undefined || isAhead(began, now)
      ? committed
      : Math.max(committed, began);
  return {
    status: elapsed(since, now) > PATIENCE ? 'degraded' : 'ok',
    since,
    summary: `${what}${forHowLong(since, now)}`,
  };
}
