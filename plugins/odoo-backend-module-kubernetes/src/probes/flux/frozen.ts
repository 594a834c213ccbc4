import { KustomizationRecord } from '../../records';
import { MINUTE, moment } from '../../words';
import { Finding } from '../Finding';
import { Subject, committedAt } from '../Subject';
import { brief, commitOf } from './revision';

/** What resumes it looks every minute. */
const OVERDUE = 10 * MINUTE;

/** A commit that is this much older than Flux's last look was fetched before it. */
const FETCHED = 10 * MINUTE;

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
 * the end of the freeze: neither well nor a fault.
 */
export function assessFrozen(
  { environment, ...subject }: Subject,
  kustomization: KustomizationRecord,
  { endless, words }: Frozen,
): Finding {
  const { applied, appliedOrigin = applied, lastReconciledAt } = kustomization;
  const committed = committedAt({ environment, ...subject });
  const holds =
    commitOf(appliedOrigin) === environment.revision.commit ||
    (lastReconciledAt !== undefined && committed + FETCHED < lastReconciledAt);
  return holds
    ? {
        status: 'ok',
        summary: `${words}; nothing of it waits`,
      }
    : {
        // Somebody has to mend what has no end; the others end by themselves.
        status: endless ? 'degraded' : 'maintenance',
        since: committed,
        summary: `${words}: what was committed ${moment(
          committed,
        )}, after ${brief(applied)}, waits`,
      };
}
