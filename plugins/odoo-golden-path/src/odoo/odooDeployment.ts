import {
  RELEASE_LABEL,
  RESTARTED_AT_ANNOTATION,
} from '@plumbline/plugin-odoo-common';
import {
  ComponentName,
  labelsOf,
  releaseLabelOf,
  selectorOf,
} from '../manifest/labels';
import { Manifest, ManifestFields, ManifestValue } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { RenderContext } from '../manifest/renderContext';
import { SERVICE_ACCOUNTS } from '../components/identity';
import {
  STOP_SECONDS,
  migrationSeconds,
} from '../components/migration/deadline';
import { isScaled, isStopped } from '../components/scaling';
import { schemaGate } from '../components/migration/schemaGate';
import { odooContainer, odooPodSpec } from './odooPod';

const ROLLOUT_SECONDS = 600;

/** Old pods are gone before new ones come. */
export const RECREATE: ManifestFields = { type: 'Recreate' };

export type WorkloadRole = Extract<
  ComponentName,
  'web' | 'websocket' | 'cron' | 'queue'
>;

interface OdooDeployment {
  name: string;
  component: WorkloadRole;
  size: {
    pods: number;
    cpu: number;
    memoryRequestMiB: number;
    memoryLimitMiB: number;
  };
  strategy: ManifestFields;
  /** Ports, probes, arguments and lifecycle of the container. */
  role: ManifestFields;
  env?: ManifestValue[];
}

/** A Deployment of Odoo pods in one role. */
export function odooDeployment(
  context: RenderContext,
  { name, component, size, strategy, role, env }: OdooDeployment,
): Manifest {
  const { restartedAt } = context.spec;
  const selector = { matchLabels: selectorOf(context, component) };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(context, { name, component, wave: 'workloads' }),
    spec: {
      // Where KEDA owns the number, the controllers of Git would undo what it does.
      ...(!isScaled(context, component) && {
        replicas: isStopped(context) ? 0 : size.pods,
      }),
      revisionHistoryLimit: 5,
      // Pods wait for the schema.
      progressDeadlineSeconds:
        ROLLOUT_SECONDS +
        (context.migration === 'none' ? 0 : migrationSeconds(context)),
      selector,
      // No pod of the release before may work while the schema changes.
      strategy: context.migration === 'stopped' ? RECREATE : strategy,
      template: {
        metadata: {
          labels: {
            ...labelsOf(context, component),
            [RELEASE_LABEL]: releaseLabelOf(context),
          },
          // A new template replaces every pod: that is all that a restart is.
          ...(restartedAt && {
            annotations: { [RESTARTED_AT_ANNOTATION]: restartedAt },
          }),
        },
        spec: {
          ...odooPodSpec(context, SERVICE_ACCOUNTS.odoo),
          // On SIGTERM Odoo waits for running requests, at most `limit_time_real`.
          terminationGracePeriodSeconds: STOP_SECONDS,
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'topology.kubernetes.io/zone',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: selector,
            },
          ],
          initContainers: [schemaGate(context)],
          containers: [
            odooContainer(context, { name: 'odoo', size, role, env }),
          ],
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
