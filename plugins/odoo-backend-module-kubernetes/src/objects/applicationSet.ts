import {
  ApplicationSetRecord,
  conditionWords,
  findCondition,
} from '../records';
import { shorten } from '../words';
import { Judgement } from './Judgement';

/** What makes Applications, so an error here is why one is absent. */
export function judgeApplicationSet({
  conditions,
}: ApplicationSetRecord): Judgement {
  const error = findCondition(conditions, 'ErrorOccurred');
  if (!error) {
    return { status: 'unknown', reason: 'its controller has not reported' };
  }
  const since = error.lastTransitionTime;
  return error.status === 'True'
    ? {
        status: 'degraded',
        reason: `${error.reason}: ${shorten(conditionWords(error))}`,
        since,
      }
    : { status: 'ok', reason: 'makes its Applications', since };
}
