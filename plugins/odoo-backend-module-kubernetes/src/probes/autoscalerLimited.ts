import {
  HorizontalPodAutoscalerRecord,
  ScaledObjectRecord,
  conditionWords,
  findCondition,
} from '../records';
import { Finding, worstOf } from './Finding';
import { Probe, Subject, planned, reference } from './Subject';
import { MINUTE, duration, forHowLong, shorten, waited } from '../words';

const PATIENCE = 30 * MINUTE;

export const autoscalerLimited: Probe = {
  id: 'autoscaler.limited',
  needs: ({ sleepSchedules, autoscalers }) =>
    sleepSchedules.length + autoscalers.length > 0
      ? ['horizontalPodAutoscalers', 'scaledObjects']
      : ['horizontalPodAutoscalers'],
  consults: () => ['scaledObjects'],
  assess(subject) {
    const { expectation, listings } = subject;
    const names = [...expectation.sleepSchedules, ...expectation.autoscalers];
    const absent = names.flatMap(name => {
      const found = planned(subject, 'scaledObjects', name);
      return 'finding' in found ? [found.finding] : [];
    });
    const scaledObjects = listings
      .inNamespace('scaledObjects', expectation.namespace)
      .map(scaledObject => working(subject, scaledObject));
    // A sleep schedule scales to a fixed number, by an autoscaler of its own that is always at its maximum.
    const sleepers = expectation.sleepSchedules.map(
      name =>
        listings.find('scaledObjects', expectation.namespace, name)?.target,
    );
    const autoscalers = listings
      .inNamespace('horizontalPodAutoscalers', expectation.namespace)
      .filter(({ target }) => !target || !sleepers.includes(target))
      .map(autoscaler => limited(subject, autoscaler));
    return (
      worstOf([...absent, ...scaledObjects, ...autoscalers], 'autoscalers') ?? {
        status: 'not-applicable',
        summary: 'No autoscaler is planned and there is none',
      }
    );
  },
};

/** KEDA can read its triggers. */
function working(
  { now }: Subject,
  { name, namespace, conditions }: ScaledObjectRecord,
): Finding {
  const object = reference('scaledObjects', namespace, name);
  const ready = findCondition(conditions, 'Ready');
  if (ready?.status === 'False') {
    const since = ready.lastTransitionTime;
    const howLong = forHowLong(since, now);
    return {
      status: 'degraded',
      summary: `Autoscaler ${name} does not work${howLong}: ${conditionWords(
        ready,
      )}`,
      since,
      object,
    };
  }
  const fallback = findCondition(conditions, 'Fallback');
  if (fallback?.status === 'True') {
    return {
      status: 'degraded',
      since: fallback.lastTransitionTime,
      summary: `Autoscaler ${name} has no metric and falls back to a fixed number of pods${forHowLong(
        fallback.lastTransitionTime,
        now,
      )}`,
      object,
    };
  }
  const paused = findCondition(conditions, 'Paused');
  if (paused?.status === 'True') {
    return {
      status: 'degraded',
      since: paused.lastTransitionTime,
      summary: `Autoscaler ${name} is paused${forHowLong(
        paused.lastTransitionTime,
        now,
      )}: nothing scales, and nothing wakes up by its schedule`,
      object,
    };
  }
  if (ready?.status !== 'True') {
    return {
      status: 'unknown',
      summary: `KEDA does not say whether autoscaler ${name} works`,
      object,
    };
  }
  return { status: 'ok', summary: `Autoscaler ${name} works`, object };
}

/** At its maximum: it wants more pods than it may have, or has them all and room below. */
function limited(
  { now }: Subject,
  {
    name,
    namespace,
    minimum,
    maximum,
    current,
    conditions,
    lastScaledAt,
  }: HorizontalPodAutoscalerRecord,
): Finding {
  const shape = {
    value: current,
    unit: 'pods',
    threshold: `< ${maximum} for more than ${duration(PATIENCE)}`,
    object: reference('horizontalPodAutoscalers', namespace, name),
  };
  const blind = findCondition(conditions, 'ScalingActive');
  // KEDA sets the Deployment to zero by itself; its autoscaler is then off on purpose.
  if (blind?.status === 'False' && blind.reason !== 'ScalingDisabled') {
    const since = blind.lastTransitionTime;
    return {
      ...shape,
      status: 'degraded',
      since,
      summary: `Autoscaler ${name} cannot scale${forHowLong(
        since,
        now,
      )}: ${shorten(conditionWords(blind))}`,
    };
  }
  const wanting = findCondition(conditions, 'ScalingLimited');
  const capped =
    wanting?.status === 'True' && wanting.reason === 'TooManyReplicas';
  if (!capped && !(maximum > minimum && current >= maximum)) {
    return {
      ...shape,
      status: 'ok',
      summary: `${current} of at most ${maximum} pods`,
    };
  }
  const since = lastScaledAt ?? wanting?.lastTransitionTime;
  const long = waited(since, now) > PATIENCE;
  return {
    ...shape,
    status: long ? 'degraded' : 'ok',
    since,
    summary: `Autoscaler ${name} is at its maximum of ${maximum} pods${forHowLong(
      since,
      now,
    )}${capped ? ' and would add more' : ''}`,
  };
}
