import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { scalerName, sleepingRoles } from './scaling';

/**
 * Office hours in the first legal entity's time zone by KEDA: at zero outside of them. The
 * database stays up, so that waking takes seconds and backups go on.
 */
export function sleepScheduleComponent(context: RenderContext): Manifest[] {
  const { plan, platform, spec } = context;
  return sleepingRoles(context).map(role => {
    const pods = plan[role]?.pods ?? 0;
    return {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: metadataOf(context, {
        name: scalerName(context, role),
        component: 'schedule',
        wave: 'edge',
      }),
      spec: {
        scaleTargetRef: { name: OBJECT_NAMES[role] },
        minReplicaCount: 0,
        maxReplicaCount: pods,
        cooldownPeriod: 300,
        triggers: [
          {
            type: 'cron',
            metadata: {
              timezone: spec.legalEntities[0].timeZone,
              start: platform.officeHours.start,
              end: platform.officeHours.end,
              desiredReplicas: String(pods),
            },
          },
        ],
      },
    };
  });
}
