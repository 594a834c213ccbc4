import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '../json';
import type { ResourceKind } from '../kinds';
import { invalid } from '../statusError';
import type { KubernetesObject } from './types';

/** Fields that may not change after creation, by group/kind (API reference of each kind). */
const immutableFields: Record<string, readonly string[]> = {
  'apps/Deployment': ['spec.selector'],
  'apps/ReplicaSet': ['spec.selector'],
  'apps/DaemonSet': ['spec.selector'],
  'apps/StatefulSet': [
    'spec.selector',
    'spec.serviceName',
    'spec.volumeClaimTemplates',
    'spec.podManagementPolicy',
  ],
  'batch/Job': ['spec.template', 'spec.selector', 'spec.completions'],
  '/Secret': ['type'],
  '/PersistentVolumeClaim': ['spec.storageClassName', 'spec.accessModes'],
  'rbac.authorization.k8s.io/RoleBinding': ['roleRef'],
  'rbac.authorization.k8s.io/ClusterRoleBinding': ['roleRef'],
  'storage.k8s.io/StorageClass': ['provisioner', 'parameters'],
  'scheduling.k8s.io/PriorityClass': ['value'],
};

/** Fails with Invalid (422) when a write changes what its kind does not let change. */
export function checkImmutableFields(
  kind: ResourceKind,
  before: KubernetesObject,
  after: KubernetesObject,
): void {
  const frozen =
    before.immutable === true ? ['immutable', 'data', 'binaryData'] : [];
  const paths = [
    ...(immutableFields[`${kind.group}/${kind.kind}`] ?? []),
    ...frozen,
  ];
  const changed = paths.filter(path => {
    const fields = path.split('.');
    return !isDeepStrictEqual(valueAt(before, fields), valueAt(after, fields));
  });
  if (changed.length === 0) return;
  throw invalid(
    kind,
    before.metadata.name,
    changed.map(field => ({
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(
        valueAt(after, field.split('.')),
      )}: field is immutable`,
      field,
    })),
  );
}
