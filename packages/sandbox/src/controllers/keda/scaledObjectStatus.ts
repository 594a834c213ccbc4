import { conditionOf, withCondition, type Condition } from '../runtime';
import type { Deployment } from '../workloads';
import { autoscalerName } from './autoscaler';
import type { ScaledObject, Wanted } from './shapes';

/**
 * The status that follows from what is wanted.
 *
 * @param at - RFC 3339 time of now
 */
export function scaledObjectStatus(
  scaled: ScaledObject,
  { active }: Wanted,
  target: Deployment | undefined,
  at: string,
): NonNullable<ScaledObject['status']> {
  const conditions: Condition[] = [
    target
      ? {
          type: 'Ready',
          status: 'True',
          reason: 'ScaledObjectReady',
          message: 'ScaledObject is defined correctly and is ready for scaling',
        }
      : {
          type: 'Ready',
          status: 'False',
          reason: 'ScaledObjectCheckFailed',
          message:
            "ScaledObject doesn't have correct scaleTargetRef specification",
        },
    active
      ? {
          type: 'Active',
          status: 'True',
          reason: 'ScalerActive',
          message: 'Scaling is performed because triggers are active',
        }
      : {
          type: 'Active',
          status: 'False',
          reason: 'ScalerNotActive',
          message: 'Scaling is not performed because triggers are not active',
        },
    {
      type: 'Fallback',
      status: 'False',
      reason: 'NoFallbackFound',
      message: 'No fallbacks are active on this scaled object',
    },
    { type: 'Paused', status: 'Unknown' },
  ];
  return {
    ...scaled.status,
    scaleTargetKind: 'apps/v1.Deployment',
    hpaName: autoscalerName(scaled),
    originalReplicaCount:
      scaled.status?.originalReplicaCount ?? target?.spec.replicas,
    externalMetricNames: scaled.spec.triggers.flatMap(({ type }, index) =>
      type === 'cpu' || type === 'memory' ? [] : [`s${index}-${type}`],
    ),
    // KEDA notes the last moment at which a trigger was active.
    lastActiveTime: lastActive(scaled, active, at),
    conditions: conditions.reduce<Condition[]>(
      (list, condition) => withCondition(list, condition, at),
      scaled.status?.conditions ?? [],
    ),
  };
}

function lastActive(
  { status = {} }: ScaledObject,
  active: boolean,
  at: string,
): string | undefined {
  const since = conditionOf(status.conditions, 'Active');
  const begins = active && since?.status !== 'True';
  const ends = !active && since?.status === 'True';
  return begins || ends ? at : status.lastActiveTime;
}
