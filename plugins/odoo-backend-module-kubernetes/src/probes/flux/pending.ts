import { HOUR, forHowLong, isAhead, waited } from '../../words';
import { Finding } from '../Finding';
import { Subject, committedAt } from '../Subject';

export const PATIENCE = HOUR;

/** Waits since the commit, or since Flux began when that was later. */
export function pending(
  subject: Subject,
  what: string,
  began?: number,
): Finding {
  const { now } = subject;
  const committed = committedAt(subject);
  const since =
    began === undefined || isAhead(began, now)
      ? committed
      : Math.max(committed, began);
  return {
    status: waited(since, now) > PATIENCE ? 'degraded' : 'ok',
    since,
    summary: `${what}${forHowLong(since, now)}`,
  };
}
