import { judgeAzureResource } from '../objects';
import { KindId } from '../records';
import { forHowLong } from '../words';
import { Finding, worstOf } from './Finding';
import { Probe, Subject, committedAt, reference } from './Subject';

const CACHES = ['redisCaches', 'redisEnterprises'] as const;

/** The cache of the environment, by what Azure and its operator say of it. */
export const redisAvailable: Probe = {
  id: 'redis.available',
  needs: () => [],
  consults: () => CACHES,
  assess(subject) {
    const findings = CACHES.flatMap(kind => assess(subject, kind));
    return worstOf(findings, 'caches') ?? absent(subject);
  },
};

function assess(subject: Subject, kind: (typeof CACHES)[number]): Finding[] {
  const { listings, expectation, now } = subject;
  const committed = committedAt(subject);
  return listings.inNamespace(kind, expectation.namespace).map(cache => {
    const { status, reason, since } = judgeAzureResource(cache, now, committed);
    return {
      status,
      since,
      object: reference(kind, cache.namespace, cache.name),
      summary: `Cache ${cache.name}: ${reason}${forHowLong(since, now)}`,
    };
  });
}

function absent({ listings, expectation }: Subject): Finding {
  const installed = CACHES.some(
    (kind: KindId) => listings.state(kind) === 'listed',
  );
  return installed
    ? {
        status: 'critical',
        summary: `A cache is planned and there is none in namespace ${expectation.namespace}`,
      }
    : {
        status: 'unknown',
        summary:
          'Azure Service Operator is not installed in the cluster: it knows no cache',
      };
}
