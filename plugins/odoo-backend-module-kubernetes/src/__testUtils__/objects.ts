import { Environment, LABELS } from '@plumbline/plugin-odoo-common';
import { KindId } from '../records';
import { DIGEST, ago } from './environment';

/** An object as the API server would send it; tests change it freely. */
export interface RawObject {
  metadata: { name: string; namespace: string; [key: string]: unknown };
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
}
export type World = Partial<Record<KindId, RawObject[]>>;

const LONG_AGO = '2026-07-29T10:05:00Z';

export function condition(type: string, status: string, more: object = {}) {
  return { type, status, lastTransitionTime: LONG_AGO, ...more };
}

/** Status of a pod that has not been ready for so many minutes. */
export function notReady(minutes: number, more: object = {}) {
  const since = { lastTransitionTime: ago(minutes) };
  return { conditions: [condition('Ready', 'False', since)], ...more };
}

export function pod(
  { expectation: { namespace } }: Environment,
  workload: string,
  number: number,
  status: Record<string, unknown> = {},
  digest: string = DIGEST,
): RawObject {
  return {
    metadata: {
      name: `${workload}-7d9c6b5f4d-${number}`,
      namespace,
      labels: { [LABELS.tenant]: 'acme', app: workload },
      creationTimestamp: LONG_AGO,
    },
    spec: {
      containers: [{ name: 'odoo', image: `registry.example/odoo@${digest}` }],
    },
    status: {
      phase: 'Running',
      startTime: LONG_AGO,
      conditions: [condition('Ready', 'True')],
      containerStatuses: [
        {
          name: 'odoo',
          image: `registry.example/odoo@${digest}`,
          imageID: `registry.example/odoo@${digest}`,
          ready: true,
          restartCount: 0,
          state: { running: { startedAt: LONG_AGO } },
          lastState: {},
        },
      ],
      ...status,
    },
  };
}

export function deployment(
  { expectation: { namespace } }: Environment,
  name: string,
  replicas: number,
  status: Record<string, unknown> = {},
): RawObject {
  return {
    metadata: { name, namespace, generation: 1 },
    spec: { replicas, selector: { matchLabels: { app: name } } },
    status: {
      observedGeneration: 1,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      conditions: [
        condition('Available', 'True'),
        condition('Progressing', 'True', { reason: 'NewReplicaSetAvailable' }),
      ],
      ...status,
    },
  };
}

/** Everything that the plan of `environment()` asks for, healthy. */
export function healthyWorld(environment: Environment): World {
  const { namespace, gitops } = environment.expectation;
  const revision = 'c'.repeat(40);
  return {
    deployments: [
      deployment(environment, 'odoo-web', 2),
      deployment(environment, 'odoo-cron', 1),
    ],
    pods: [
      pod(environment, 'odoo-web', 1),
      pod(environment, 'odoo-web', 2),
      pod(environment, 'odoo-cron', 1),
    ],
    jobs: [],
    horizontalPodAutoscalers: [
      {
        metadata: { name: 'odoo-web', namespace },
        spec: { minReplicas: 2, maxReplicas: 4 },
        status: { currentReplicas: 2, desiredReplicas: 2, conditions: [] },
      },
    ],
    scaledObjects: [],
    volumeClaims: [
      {
        metadata: { name: 'odoo-filestore', namespace },
        spec: { resources: { requests: { storage: '64Gi' } } },
        status: { phase: 'Bound', capacity: { storage: '64Gi' } },
      },
    ],
    certificates: [
      {
        metadata: { name: 'odoo-tls', namespace },
        status: {
          notAfter: '2026-10-01T00:00:00Z',
          renewalTime: '2026-09-01T00:00:00Z',
          conditions: [condition('Ready', 'True')],
        },
      },
    ],
    externalSecrets: [
      {
        metadata: { name: 'odoo-conf', namespace },
        spec: { refreshInterval: '1h' },
        status: {
          refreshTime: '2026-07-30T09:00:00Z',
          conditions: [condition('Ready', 'True')],
        },
      },
    ],
    databaseClusters: [
      {
        metadata: { name: 'odoo-db', namespace },
        spec: { instances: 3 },
        status: {
          phase: 'Cluster in healthy state',
          readyInstances: 3,
          currentPrimary: 'odoo-db-1',
          targetPrimary: 'odoo-db-1',
          instancesStatus: { healthy: ['odoo-db-1', 'odoo-db-2', 'odoo-db-3'] },
          conditions: [
            condition('Ready', 'True'),
            condition('ContinuousArchiving', 'True'),
          ],
        },
      },
    ],
    resourceQuotas: [
      {
        metadata: { name: 'tenant-quota', namespace },
        status: {
          hard: { 'requests.cpu': '24', pods: '30' },
          used: { 'requests.cpu': '6500m', pods: '6' },
        },
      },
    ],
    applications: [
      {
        metadata: { namespace: gitops.namespace, name: gitops.name },
        status: {
          reconciledAt: '2026-07-30T09:28:00Z',
          sync: { status: 'Synced', revision },
          health: { status: 'Healthy' },
          operationState: {
            phase: 'Succeeded',
            finishedAt: '2026-07-29T10:06:00Z',
            syncResult: { revision },
          },
          history: [{ revision, deployedAt: '2026-07-29T10:06:00Z' }],
        },
      },
    ],
  };
}
