import type { ClusterStore, GroupKind } from '../../kubernetes';
import { KINDS, type Container, type Pod, type Volume } from '../runtime';

interface Reference {
  kind: GroupKind;
  name: string;
  optional?: boolean;
}

function sourcesOf(volume: Volume): Reference[] {
  const { secret, configMap, projected, persistentVolumeClaim } = volume;
  return [
    ...(secret
      ? [
          {
            kind: KINDS.secret,
            name: secret.secretName,
            optional: secret.optional,
          },
        ]
      : []),
    ...(configMap ? [{ kind: KINDS.configMap, ...configMap }] : []),
    ...(persistentVolumeClaim
      ? [{ kind: KINDS.volumeClaim, name: persistentVolumeClaim.claimName }]
      : []),
    ...(projected?.sources ?? []).flatMap(source => [
      ...(source.secret ? [{ kind: KINDS.secret, ...source.secret }] : []),
      ...(source.configMap
        ? [{ kind: KINDS.configMap, ...source.configMap }]
        : []),
    ]),
  ];
}

const NAMES: Record<string, string> = {
  Secret: 'secret',
  ConfigMap: 'configmap',
  PersistentVolumeClaim: 'persistentvolumeclaim',
};

function missing(
  store: ClusterStore,
  namespace: string | undefined,
  references: readonly Reference[],
): Reference | undefined {
  return references.find(
    ({ kind, name, optional }) =>
      !optional && store.stored(kind, namespace, name) === undefined,
  );
}

/** Why a pod's volumes cannot be mounted, in kubelet's words; undefined when they can. */
export function mountError(store: ClusterStore, pod: Pod): string | undefined {
  const { namespace } = pod.metadata;
  for (const volume of pod.spec.volumes ?? []) {
    const absent = missing(store, namespace, sourcesOf(volume));
    if (absent) {
      const what = NAMES[absent.kind.kind];
      return `MountVolume.SetUp failed for volume "${volume.name}" : ${what} "${absent.name}" not found`;
    }
  }
  return undefined;
}

/** Why a container's environment cannot be made; undefined when it can. */
export function environmentError(
  store: ClusterStore,
  pod: Pod,
  container: Container,
): string | undefined {
  const references = [
    ...(container.envFrom ?? []).flatMap(({ secretRef, configMapRef }) => [
      ...(secretRef ? [{ kind: KINDS.secret, ...secretRef }] : []),
      ...(configMapRef ? [{ kind: KINDS.configMap, ...configMapRef }] : []),
    ]),
    ...(container.env ?? []).flatMap(({ valueFrom = {} }) => [
      ...(valueFrom.secretKeyRef
        ? [{ kind: KINDS.secret, ...valueFrom.secretKeyRef }]
        : []),
      ...(valueFrom.configMapKeyRef
        ? [{ kind: KINDS.configMap, ...valueFrom.configMapKeyRef }]
        : []),
    ]),
  ];
  const absent = missing(store, pod.metadata.namespace, references);
  return absent && `${NAMES[absent.kind.kind]} "${absent.name}" not found`;
}

/** A claim that a pod mounts and that has no volume yet. */
export function unboundClaim(
  store: ClusterStore,
  pod: Pod,
): string | undefined {
  return (pod.spec.volumes ?? [])
    .map(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName)
    .find(name => {
      if (name === undefined) return false;
      const claim = store.get(KINDS.volumeClaim, pod.metadata.namespace, name);
      return claim?.status?.phase !== 'Bound';
    });
}
