import type { KubernetesObject, NewObject } from '../../kubernetes';
import { controlledBy, withCondition, type Condition } from '../runtime';
import type { Deployment } from '../workloads';
import type { ScaledObject, Wanted } from './shapes';

export interface Autoscaler extends KubernetesObject {
  status?: {
    currentReplicas?: number;
    desiredReplicas?: number;
    lastScaleTime?: string;
    conditions?: Condition[];
    currentMetrics?: unknown[];
  };
}

export const autoscalerName = ({ metadata }: ScaledObject) =>
  `keda-hpa-${metadata.name}`;

/** The HorizontalPodAutoscaler that KEDA makes of a ScaledObject, with its labels. */
export function autoscalerOf(scaled: ScaledObject): NewObject {
  const { spec, metadata } = scaled;
  const name = autoscalerName(scaled);
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {
      name,
      namespace: metadata.namespace,
      labels: {
        'app.kubernetes.io/managed-by': 'keda-operator',
        'app.kubernetes.io/name': name,
        ...metadata.labels,
        'scaledobject.keda.sh/name': metadata.name,
      },
      ownerReferences: [controlledBy(scaled)],
    },
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: spec.scaleTargetRef.name,
      },
      // Zero is KEDA's own business: an autoscaler begins at one.
      minReplicas: Math.max(1, spec.minReplicaCount ?? 0),
      maxReplicas: spec.maxReplicaCount ?? 100,
      metrics: spec.triggers.map(
        ({ type, metricType, metadata: trigger }, at) =>
          type === 'cpu' || type === 'memory'
            ? {
                type: 'Resource',
                resource: {
                  name: type,
                  target: {
                    type: metricType ?? 'Utilization',
                    averageUtilization: Number(trigger.value),
                  },
                },
              }
            : {
                type: 'External',
                external: {
                  metric: { name: `s${at}-${type}` },
                  target: { type: 'AverageValue', averageValue: '1' },
                },
              },
      ),
    },
  };
}

const READY: Condition = {
  type: 'AbleToScale',
  status: 'True',
  reason: 'ReadyForNewScale',
  message: 'recommended size matches current size',
};

/** Source: Kubernetes, pkg/controller/podautoscaler/horizontal.go. */
function conditionsOf(
  { demanded, replicas }: Wanted,
  current: number,
  most: number,
): Condition[] {
  if (current === 0) {
    return [
      READY,
      {
        type: 'ScalingActive',
        status: 'False',
        reason: 'ScalingDisabled',
        message:
          'scaling is disabled since the replica count of the target is zero',
      },
    ];
  }
  const active: Condition = {
    type: 'ScalingActive',
    status: 'True',
    reason: 'ValidMetricFound',
    message:
      'the HPA was able to successfully calculate a replica count from its metrics',
  };
  const tooMany = demanded > most;
  const limited: Condition = tooMany
    ? {
        type: 'ScalingLimited',
        status: 'True',
        reason: 'TooManyReplicas',
        message:
          'the desired replica count is more than the maximum replica count',
      }
    : {
        type: 'ScalingLimited',
        status: demanded < replicas ? 'True' : 'False',
        reason: demanded < replicas ? 'TooFewReplicas' : 'DesiredWithinRange',
        message:
          demanded < replicas
            ? 'the desired replica count is less than the minimum replica count'
            : 'the desired count is within the acceptable range',
      };
  return [READY, active, limited];
}

/** @param at - RFC 3339 time of now */
export function autoscalerStatus(
  { status = {}, spec }: Autoscaler,
  wanted: Wanted,
  target: Deployment,
  at: string,
): NonNullable<Autoscaler['status']> {
  const current = target.spec.replicas;
  const most = Number(spec?.maxReplicas ?? 1);
  const desired = current === 0 ? 0 : wanted.replicas;
  return {
    ...status,
    currentReplicas: target.status?.replicas ?? 0,
    desiredReplicas: desired,
    ...(status.desiredReplicas !== undefined &&
    status.desiredReplicas !== desired
      ? { lastScaleTime: at }
      : {}),
    ...(wanted.utilisation === undefined || current === 0
      ? {}
      : {
          currentMetrics: [
            {
              type: 'Resource',
              resource: {
                name: 'cpu',
                current: { averageUtilization: wanted.utilisation },
              },
            },
          ],
        }),
    conditions: conditionsOf(wanted, current, most).reduce<Condition[]>(
      (list, condition) => withCondition(list, condition, at),
      status.conditions ?? [],
    ),
  };
}
