import {
  KustomizationRecord,
  conditionWords,
  findCondition,
} from '../../records';
import { duration, forHowLong, shorten } from '../../words';
import { Finding } from '../Finding';
import { Subject } from '../Subject';
import { compared } from './compared';
import { assessKustomization } from './kustomization';
import { PATIENCE, pending } from './pending';
import { assessFrozen, frozenBy } from './frozen';
import { failureTriedAgain } from './retry';
import { brief, commitOf } from './revision';

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
  const frozen = frozenBy(kustomization, now);
  // Who suspends it neither ends a failure nor explains one.
  const failing =
    ready?.status === 'False' ||
    (ready?.status === 'Unknown' && failureTriedAgain(subject, kustomization));
  if (frozen && !failing) {
    return assessFrozen(subject, kustomization, frozen);
  }
  if (suspended && !frozen) {
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
