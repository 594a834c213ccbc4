import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { calendarTriggers } from './calendarTriggers';
import { loadedRoles, scalerName } from './scaling';

/** Slower down than up: a peak comes in waves, and a new pod takes minutes to be of use. */
const SCALE_DOWN = {
  stabilizationWindowSeconds: 600,
  policies: [{ type: 'Pods', value: 1, periodSeconds: 120 }],
};

/**
 * Web pods between the plan's two numbers: by CPU, and at the maximum in every floor of the platform and of
 * the calendars, because users who all come at nine do not wait for a measurement.
 *
 * A CPU trigger never goes to zero, and a floor whose window ends on day 29 to 31 is not open in shorter
 * months: let it end in the next one.
 */
export function autoscalingComponent(context: RenderContext): Manifest[] {
  const { plan, platform, spec, calendarFloors } = context;
  const { cpuPercent, floors } = platform.autoscaling;
  const times = [
    ...floors.map(({ start, end }) => ({
      type: 'cron',
      metadata: { timezone: spec.legalEntities[0].timeZone, start, end },
    })),
    ...calendarTriggers(calendarFloors),
  ];
  return loadedRoles(context).map(role => ({
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: metadataOf(context, {
      name: scalerName(context, role),
      component: 'autoscaling',
      wave: 'edge',
    }),
    spec: {
      scaleTargetRef: { name: OBJECT_NAMES[role] },
      minReplicaCount: plan[role].pods,
      maxReplicaCount: plan[role].maximumPods,
      advanced: {
        horizontalPodAutoscalerConfig: { behavior: { scaleDown: SCALE_DOWN } },
      },
      triggers: [
        {
          type: 'cpu',
          metricType: 'Utilization',
          metadata: { value: String(cpuPercent) },
        },
        ...times.map(({ metadata, ...trigger }) => ({
          ...trigger,
          metadata: {
            ...metadata,
            desiredReplicas: String(plan[role].maximumPods),
          },
        })),
      ],
    },
  }));
}
