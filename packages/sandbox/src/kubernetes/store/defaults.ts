import { isJsonObject, objectAt, type JsonObject } from '../json';
import type { ResourceKind } from '../kinds';
import type { KubernetesObject } from './types';

type Defaults = (object: KubernetesObject, spec: JsonObject) => JsonObject;

const ROLLING = {
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
};

/** An address of the service network, the same for the same Service for ever. */
function clusterAddress(uid: string): string {
  const bytes = [...Buffer.from(uid.slice(0, 6), 'hex')];
  return ['10', ...bytes].join('.');
}

/**
 * Values the API server fills in (API reference of each kind), limited to the fields that
 * kubectl and controllers read. Given fields always win.
 */
const specDefaults: Record<string, Defaults> = {
  '/Namespace': () => ({ finalizers: ['kubernetes'] }),
  '/Pod': () => ({ restartPolicy: 'Always' }),
  '/Service': (object, spec) => ({
    type: 'ClusterIP',
    clusterIP: clusterAddress(object.metadata.uid),
    sessionAffinity: 'None',
    ports: (Array.isArray(spec.ports) ? spec.ports : [])
      .filter(isJsonObject)
      .map(port => ({ protocol: 'TCP', targetPort: port.port, ...port })),
  }),
  'apps/Deployment': () => ({
    replicas: 1,
    strategy: ROLLING,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
  }),
  'apps/ReplicaSet': () => ({ replicas: 1 }),
  'apps/StatefulSet': () => ({
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    revisionHistoryLimit: 10,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
  }),
  'apps/DaemonSet': () => ({
    revisionHistoryLimit: 10,
    updateStrategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    },
  }),
  'batch/Job': (_object, spec) => ({
    parallelism: 1,
    completions: spec.parallelism === undefined ? 1 : undefined,
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
  }),
  'batch/CronJob': () => ({
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  }),
  'autoscaling/HorizontalPodAutoscaler': () => ({ minReplicas: 1 }),
};

/** A Job selects its pods by its own uid, so that two Jobs never share a pod. */
function selectOwnPods(job: KubernetesObject, spec: JsonObject): void {
  if (spec.selector !== undefined) return;
  const labels = { 'batch.kubernetes.io/controller-uid': job.metadata.uid };
  const template = objectAt(spec, ['template']);
  const metadata = objectAt(template, ['metadata']);
  spec.selector = { matchLabels: labels };
  spec.template = {
    ...template,
    metadata: {
      ...metadata,
      labels: {
        ...objectAt(metadata, ['labels']),
        ...labels,
        'batch.kubernetes.io/job-name': job.metadata.name,
      },
    },
  };
}

function encodeStringData(secret: KubernetesObject): void {
  const data = objectAt(secret, ['data']);
  for (const [key, text] of Object.entries(objectAt(secret, ['stringData']))) {
    data[key] = Buffer.from(String(text)).toString('base64');
  }
  if (Object.keys(data).length > 0) secret.data = data;
  delete secret.stringData;
  secret.type ??= 'Opaque';
}

/** Fills in what the API server fills in before it stores an object; changes it in place. */
export function applyDefaults(
  kind: ResourceKind,
  object: KubernetesObject,
): void {
  const id = `${kind.group}/${kind.kind}`;
  if (id === '/Secret') encodeStringData(object);
  if (id === '/Namespace') {
    object.metadata.labels = {
      ...object.metadata.labels,
      'kubernetes.io/metadata.name': object.metadata.name,
    };
    object.spec ??= {};
  }
  const defaults = specDefaults[id];
  const spec = object.spec;
  if (!defaults || !spec) return;
  for (const [field, value] of Object.entries(defaults(object, spec))) {
    const listOfParts = field === 'ports' && Array.isArray(spec.ports);
    if ((spec[field] === undefined || listOfParts) && value !== undefined) {
      spec[field] = value;
    }
  }
  if (id === 'batch/Job') selectOwnPods(object, spec);
}
