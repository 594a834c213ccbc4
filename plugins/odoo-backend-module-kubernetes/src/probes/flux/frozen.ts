import { KustomizationRecord } from '../../records';
import { MINUTE, moment } from '../../words';
import { Finding } from '../Finding';
import { Subject, committedAt } from '../Subject';
import { brief, commitOf } from './revision';

/** What resumes it looks every minute. */
const OVERDUE = 10 * MINUTE;

/** A commit that is this much older than Flux's last look was fetched before it. */
const FETCHED = 10 * MINUTE;

/** Until when a freeze suspends it, in words; undefined: nothing does, or not any more, or somebody by hand. */
export function frozenUntil(
  { suspended, frozen }: KustomizationRecord,
  now: number,
): string | undefined {
  if (!suspended || frozen === undefined) return undefined;
  const until = Date.parse(frozen);
  if (Number.isNaN(until)) return 'its calendars can be read';
  return now < until + OVERDUE ? moment(until) : undefined;
}

/**
 * Suspended by plan: no alarm while nothing waits, however long Flux does not look. What was committed since waits for
 * the end of the freeze, and somebody may want to know.
 */
export function assessFrozen(
  { environment, ...subject }: Subject,
  kustomization: KustomizationRecord,
  until: string,
): Finding {
  const { applied, appliedOrigin = applied, lastReconciledAt } = kustomization;
  const committed = committedAt({ environment, ...subject });
  const holds =
    commitOf(appliedOrigin) === environment.revision.commit ||
    (lastReconciledAt !== undefined && committed + FETCHED < lastReconciledAt);
  return holds
    ? {
        status: 'ok',
        summary: `Suspended by a freeze until ${until}; nothing of it waits`,
      }
    : {
        status: 'degraded',
        since: committed,
        summary: `Suspended by a freeze until ${until}: what is committed since ${brief(
          applied,
        )} waits`,
      };
}
