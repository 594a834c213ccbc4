import {
  KindId,
  KustomizationRecord,
  conditionWords,
  findCondition,
} from '../../records';
import {
  Judgement,
  judgeCronJob,
  judgeIngress,
  judgeReady,
  judgeStatefulSet,
} from '../../objects';
import { MINUTE, forHowLong, shorten, waited } from '../../words';
import { Finding, worstOf } from '../Finding';
import { Subject, reference } from '../Subject';
import { assessKustomization } from './kustomization';
import { frozenBy } from './frozen';
import { failureTriedAgain } from './retry';

/** A healthy rollout of Odoo, with its migration, is through by then. */
const SLOW = 30 * MINUTE;

/** What it applies and no other probe judges: Flux calls an environment Ready whose objects it only handed over. */
export const APPLIED_KINDS: readonly KindId[] = [
  'helmReleases',
  'statefulSets',
  'ingresses',
  'cronJobs',
];

/** The value is one of Argo CD's words, so that a rollout is told from a fault by either controller. */
export function assessFluxHealth(subject: Subject): Finding {
  return assessKustomization(subject, kustomization => ({
    threshold: 'Healthy',
    ...assess(subject, kustomization),
  }));
}

function assess(subject: Subject, kustomization: KustomizationRecord): Finding {
  const { conditions, suspended, checksHealth } = kustomization;
  const { now } = subject;
  const ready = findCondition(conditions, 'Ready');
  if (!ready) {
    return { status: 'unknown', summary: 'Flux has not reported on it' };
  }
  const since = ready.lastTransitionTime;
  const said = shorten(conditionWords(ready));
  if (ready.status === 'False') {
    return {
      status: 'degraded',
      value: 'Degraded',
      since,
      summary: `Flux calls it not ready${forHowLong(since, now)}, ${
        ready.reason ?? 'no reason'
      }: ${said}`,
    };
  }
  const failure = failureTriedAgain(subject, kustomization);
  if (ready.status !== 'True' && failure) {
    return {
      status: 'degraded',
      value: 'Degraded',
      since: kustomization.lastReconciledAt,
      summary: `Flux called it ${failure}${forHowLong(
        kustomization.lastReconciledAt,
        now,
      )} and tries again: ${said}`,
    };
  }
  if (ready.status !== 'True') {
    return {
      status: waited(since, now) > SLOW ? 'degraded' : 'ok',
      value: 'Progressing',
      since,
      summary: `Flux is at work${forHowLong(since, now)}: ${said}`,
    };
  }
  const bad = worstOf(applied(subject), 'objects that it applied');
  if (bad && bad.status !== 'ok') return { ...bad, value: 'Degraded' };
  const frozen = frozenBy(kustomization, now);
  if (frozen) {
    return {
      status: 'ok',
      value: 'Suspended',
      summary: `Flux called it ready. ${frozen.words}`,
    };
  }
  if (suspended) {
    return {
      status: 'degraded',
      value: 'Suspended',
      summary: 'Flux called it ready and is suspended since',
    };
  }
  return {
    status: 'ok',
    value: 'Healthy',
    since,
    summary: checksHealth
      ? 'Flux calls it ready and checks its health'
      : 'Flux has applied it; it is not asked to check its health',
  };
}

function applied(subject: Subject): Finding[] {
  const { listings, expectation, now } = subject;
  const { namespace } = expectation;
  const of = <T extends { name: string }>(
    kind: KindId,
    records: readonly T[],
    judge: (record: T, at: number) => Judgement,
  ) =>
    records.map((record): Finding => {
      const { status, reason, since } = judge(record, now);
      const object = reference(kind, namespace, record.name);
      return {
        status,
        since,
        object,
        summary: `${object.kind} ${record.name}${forHowLong(
          since,
          now,
        )}: ${reason}`,
      };
    });
  return [
    ...of(
      'helmReleases',
      listings.inNamespace('helmReleases', namespace),
      judgeReady,
    ),
    ...of(
      'statefulSets',
      listings.inNamespace('statefulSets', namespace),
      judgeStatefulSet,
    ),
    ...of(
      'ingresses',
      listings.inNamespace('ingresses', namespace),
      judgeIngress,
    ),
    // One that was never started waits for its first hour: that is no fault of what was applied.
    ...of(
      'cronJobs',
      listings.inNamespace('cronJobs', namespace),
      judgeCronJob,
    ).filter(({ status }) => status !== 'unknown'),
  ];
}
