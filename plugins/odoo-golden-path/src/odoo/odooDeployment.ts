import { RESTARTED_AT_ANNOTATION } from '@plumbline/plugin-odoo-common';
import { ComponentName, labelsOf, selectorOf } from '../manifest/labels';
import { Manifest, ManifestFields } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { RenderContext } from '../manifest/renderContext';
import { SERVICE_ACCOUNTS } from '../components/identity';
import { LIMIT_TIME_REAL } from './odooConf';
import { odooContainer, odooPodSpec } from './odooPod';

interface OdooDeployment {
  name: string;
  component: Extract<ComponentName, 'web' | 'websocket' | 'cron'>;
  size: {
    pods: number;
    cpu: number;
    memoryRequestMiB: number;
    memoryLimitMiB: number;
  };
  strategy: ManifestFields;
  /** Ports, probes, arguments and lifecycle of the container. */
  role: ManifestFields;
}

/** A Deployment of Odoo pods in one role. */
export function odooDeployment(
  context: RenderContext,
  { name, component, size, strategy, role }: OdooDeployment,
): Manifest {
  const { restartedAt } = context.spec;
  const selector = { matchLabels: selectorOf(context, component) };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(context, { name, component, wave: 'workloads' }),
    spec: {
      // With a sleep schedule KEDA owns the number: Argo CD would wake what KEDA put to sleep.
      ...(context.spec.schedule === 'always' && { replicas: size.pods }),
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: 600,
      selector,
      strategy,
      template: {
        metadata: {
          labels: labelsOf(context, component),
          // A new template replaces every pod: that is all that a restart is.
          ...(restartedAt && {
            annotations: { [RESTARTED_AT_ANNOTATION]: restartedAt },
          }),
        },
        spec: {
          ...odooPodSpec(SERVICE_ACCOUNTS.odoo),
          // On SIGTERM Odoo waits for running requests, at most `limit_time_real`.
          terminationGracePeriodSeconds: LIMIT_TIME_REAL + 60,
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'topology.kubernetes.io/zone',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: selector,
            },
          ],
          containers: [odooContainer(context, { name: 'odoo', size, role })],
        },
      },
    },
  };
}

/** New pods are ready before old ones go. */
export const ROLLING_UPDATE: ManifestFields = {
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
};
