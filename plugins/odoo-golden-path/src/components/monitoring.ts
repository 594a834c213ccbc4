import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { ObjectContext } from '../manifest/objectContext';
import { RenderContext } from '../manifest/renderContext';
import { alertRules, environmentSubject } from './alertRules';
import { hasOwnCluster } from './database';
import { healthAlertsOf } from './healthAlerts';

/** Written out: CloudNativePG no longer makes one by itself (`enablePodMonitor` is deprecated). */
export const podMonitor = (
  context: ObjectContext,
  apiVersion: string,
): Manifest => ({
  apiVersion,
  kind: 'PodMonitor',
  metadata: metadataOf(context, {
    name: OBJECT_NAMES.database,
    component: 'monitoring',
    wave: 'edge',
  }),
  spec: {
    selector: { matchLabels: { 'cnpg.io/cluster': OBJECT_NAMES.database } },
    podMetricsEndpoints: [{ port: 'metrics' }],
  },
});

/** Alerts about health, and where Prometheus finds the metrics of the environment's own database. */
export function monitoringComponent(context: RenderContext): Manifest[] {
  const { alerts, monitoring } = context.platform;
  return [
    ...(monitoring && hasOwnCluster(context)
      ? [podMonitor(context, monitoring.apiVersion)]
      : []),
    ...(alerts
      ? alertRules(context, {
          subject: environmentSubject(context),
          name: OBJECT_NAMES.healthAlerts,
          component: 'monitoring',
          about: 'health',
          alerts: healthAlertsOf(context),
          runbookUrl: ({ probe }) =>
            alerts.healthRunbookUrl.replaceAll(
              '{probe}',
              probe.replace('.', '-'),
            ),
        })
      : []),
  ];
}
