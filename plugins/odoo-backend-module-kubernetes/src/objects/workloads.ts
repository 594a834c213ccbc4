import {
  CronJobRecord,
  IngressRecord,
  StatefulSetRecord,
  Time,
} from '../records';
import { MINUTE, waited } from '../words';
import { Judgement } from './Judgement';

/** A load balancer hands out an address within minutes. */
const ADDRESS_PATIENCE = 10 * MINUTE;

export function judgeStatefulSet({
  desired,
  ready,
  behind,
}: StatefulSetRecord): Judgement {
  const reason = `${ready} of ${desired} pods ready`;
  if (behind) {
    return {
      status: 'degraded',
      reason: `${reason}, its spec is not taken up`,
    };
  }
  if (ready >= desired) return { status: 'ok', reason };
  return { status: ready === 0 ? 'critical' : 'degraded', reason };
}

export function judgeIngress(
  { addresses, createdAt }: IngressRecord,
  now: Time,
): Judgement {
  const [address] = addresses;
  if (address) return { status: 'ok', reason: `has the address ${address}` };
  return {
    status: waited(createdAt, now) > ADDRESS_PATIENCE ? 'degraded' : 'ok',
    reason: 'has no address: no ingress controller has taken it up',
    since: createdAt,
  };
}

export function judgeCronJob({
  suspended,
  active,
  lastScheduledAt,
  lastSucceededAt,
  createdAt,
}: CronJobRecord): Judgement {
  if (suspended) return { status: 'degraded', reason: 'is suspended' };
  if (lastScheduledAt === undefined) {
    return {
      status: 'unknown',
      reason: 'has never been started',
      since: createdAt,
    };
  }
  const since = lastScheduledAt;
  if (active > 0) return { status: 'ok', reason: 'is running', since };
  if (lastSucceededAt === undefined) {
    return { status: 'degraded', reason: 'has never succeeded', since };
  }
  return lastSucceededAt < lastScheduledAt
    ? { status: 'degraded', reason: 'its last run did not succeed', since }
    : {
        status: 'ok',
        reason: 'its last run succeeded',
        since: lastSucceededAt,
      };
}
