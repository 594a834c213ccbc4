import type { NewObject } from '../../kubernetes';
import { controlledBy, digestOf, type Pod } from '../runtime';
import type { DatabaseCluster } from './shapes';

/** On every pod of an instance: what its spec was made from. */
const SPEC_DIGEST = 'sandbox.cnpg.io/spec-digest';

export const ROLE_LABEL = 'cnpg.io/instanceRole';

function labelsOf(
  cluster: DatabaseCluster,
  instance: string,
  role: string,
): Record<string, string> {
  return {
    ...cluster.spec.inheritedMetadata?.labels,
    'app.kubernetes.io/managed-by': 'cloudnative-pg',
    'cnpg.io/cluster': cluster.metadata.name,
    'cnpg.io/instanceName': instance,
    'cnpg.io/podRole': 'instance',
    [ROLE_LABEL]: role,
    role,
  };
}

function digest({ spec }: DatabaseCluster): string {
  return digestOf([spec.imageName, spec.resources]).slice(0, 16);
}

/** The pod was made from another image or size than the cluster asks for now. */
export function isOutdated(cluster: DatabaseCluster, pod: Pod): boolean {
  return pod.metadata.annotations?.[SPEC_DIGEST] !== digest(cluster);
}

export function instanceVolume(
  cluster: DatabaseCluster,
  instance: string,
): NewObject {
  const { storage = {} } = cluster.spec;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: instance,
      namespace: cluster.metadata.namespace,
      labels: {
        ...cluster.spec.inheritedMetadata?.labels,
        'cnpg.io/cluster': cluster.metadata.name,
        'cnpg.io/instanceName': instance,
        'cnpg.io/pvcRole': 'PG_DATA',
      },
      ownerReferences: [controlledBy(cluster)],
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: storage.storageClass,
      resources: { requests: { storage: storage.size ?? '1Gi' } },
    },
  };
}

export function instancePod(
  cluster: DatabaseCluster,
  instance: string,
  role: 'primary' | 'replica',
): NewObject {
  const { spec, metadata } = cluster;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: instance,
      namespace: metadata.namespace,
      labels: labelsOf(cluster, instance, role),
      annotations: {
        ...spec.inheritedMetadata?.annotations,
        [SPEC_DIGEST]: digest(cluster),
      },
      ownerReferences: [controlledBy(cluster)],
    },
    spec: {
      serviceAccountName: metadata.name,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 26,
        runAsGroup: 26,
        fsGroup: 26,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'postgres',
          image: spec.imageName ?? 'ghcr.io/cloudnative-pg/postgresql:17',
          command: ['/controller/manager', 'instance', 'run'],
          ports: [
            { name: 'postgresql', containerPort: 5432 },
            { name: 'metrics', containerPort: 9187 },
            { name: 'status', containerPort: 8000 },
          ],
          resources: spec.resources,
          // As the operator sets them; policies of the cluster look at them.
          securityContext: {
            allowPrivilegeEscalation: false,
            privileged: false,
            readOnlyRootFilesystem: true,
            runAsNonRoot: true,
            capabilities: { drop: ['ALL'] },
          },
          volumeMounts: [
            { name: 'pgdata', mountPath: '/var/lib/postgresql/data' },
          ],
        },
      ],
      volumes: [
        { name: 'pgdata', persistentVolumeClaim: { claimName: instance } },
      ],
    },
  };
}

export function instanceService(
  cluster: DatabaseCluster,
  suffix: 'rw' | 'ro' | 'r',
): NewObject {
  const { name, namespace } = cluster.metadata;
  const role = { rw: 'primary', ro: 'replica', r: undefined }[suffix];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: `${name}-${suffix}`,
      namespace,
      labels: {
        ...cluster.spec.inheritedMetadata?.labels,
        'cnpg.io/cluster': name,
      },
      ownerReferences: [controlledBy(cluster)],
    },
    spec: {
      selector: {
        'cnpg.io/cluster': name,
        ...(role ? { [ROLE_LABEL]: role } : { 'cnpg.io/podRole': 'instance' }),
      },
      ports: [{ name: 'postgres', port: 5432, targetPort: 5432 }],
    },
  };
}
