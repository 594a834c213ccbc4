import { Condition, Time, conditionWords, findCondition } from '../records';
import { HOUR, shorten, waited } from '../words';
import { Judgement } from './Judgement';

/** Work that takes longer is no longer called progress. */
const SLOW = HOUR / 2;

/** An object of a controller that follows the convention of Ready, Reconciling and Stalled (Flux). */
export function judgeReady(
  { suspended, conditions }: { suspended: boolean; conditions: Condition[] },
  now: Time,
): Judgement {
  if (suspended) return { status: 'degraded', reason: 'is suspended' };
  const ready = findCondition(conditions, 'Ready');
  if (!ready) {
    return { status: 'unknown', reason: 'its controller has not reported' };
  }
  const since = ready.lastTransitionTime;
  const said = shorten(conditionWords(ready));
  if (ready.status === 'True') return { status: 'ok', reason: said, since };
  if (ready.status === 'False') {
    return {
      status: 'degraded',
      reason: `${ready.reason ?? 'not ready'}: ${said}`,
      since,
    };
  }
  const slow = waited(since, now) > SLOW;
  return {
    status: slow ? 'degraded' : 'ok',
    reason: `in progress: ${said}`,
    since,
  };
}
