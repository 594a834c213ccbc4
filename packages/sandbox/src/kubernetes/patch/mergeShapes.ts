/**
 * How a list merges: by keys of its items, as a set of scalars, or whole (atomic).
 * Source: `x-kubernetes-list-map-keys` and `patchMergeKey` of the Kubernetes 1.32 API types.
 */
export type ListShape = { keys: readonly string[] } | 'set' | 'atomic';

const PORT_KEYS = ['containerPort', 'protocol'];
const SERVICE_PORT_KEYS = ['port', 'protocol'];

/** By field name, or by `parent.field` where the name alone means different things. */
const builtInShapes: Record<string, ListShape> = {
  containers: { keys: ['name'] },
  initContainers: { keys: ['name'] },
  ephemeralContainers: { keys: ['name'] },
  env: { keys: ['name'] },
  volumes: { keys: ['name'] },
  volumeMounts: { keys: ['mountPath'] },
  volumeDevices: { keys: ['devicePath'] },
  imagePullSecrets: { keys: ['name'] },
  hostAliases: { keys: ['ip'] },
  topologySpreadConstraints: { keys: ['topologyKey', 'whenUnsatisfiable'] },
  'containers.ports': { keys: PORT_KEYS },
  'initContainers.ports': { keys: PORT_KEYS },
  'spec.ports': { keys: SERVICE_PORT_KEYS },
  '.secrets': { keys: ['name'] },
  'status.addresses': { keys: ['type'] },
  'spec.taints': { keys: ['key', 'effect'] },
};

/** Custom resources merge by key only where nearly every CRD says so. */
const commonShapes: Record<string, ListShape> = {
  'status.conditions': { keys: ['type'] },
  'metadata.ownerReferences': { keys: ['uid'] },
  'metadata.finalizers': 'set',
};

/** Values the API server assumes for a merge key that an item leaves out. */
const keyDefaults: Record<string, unknown> = { protocol: 'TCP' };

/**
 * The shape of the list at a path of field names (list items are not part of the path).
 */
export function listShape(
  fields: readonly string[],
  custom: boolean,
): ListShape {
  const name = fields[fields.length - 1] ?? '';
  const qualified = `${fields[fields.length - 2] ?? ''}.${name}`;
  const common = commonShapes[qualified];
  if (common) return common;
  if (custom) return 'atomic';
  return builtInShapes[qualified] ?? builtInShapes[name] ?? 'atomic';
}

/** Maps that have one owner: label selectors (source: `x-kubernetes-map-type: atomic`). */
export function isAtomicMap(
  fields: readonly string[],
  custom: boolean,
): boolean {
  const name = fields[fields.length - 1];
  return (
    !custom &&
    (name === 'selector' ||
      name === 'nodeSelector' ||
      name === 'labelSelector' ||
      name === 'podSelector' ||
      name === 'namespaceSelector')
  );
}

/** The merge key values of an item, or undefined when a key without default is missing. */
export function itemKey(
  item: unknown,
  keys: readonly string[],
): Record<string, unknown> | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const fields = item as Record<string, unknown>;
  const key: Record<string, unknown> = {};
  for (const name of keys) {
    const value = fields[name] ?? keyDefaults[name];
    if (value === undefined) return undefined;
    key[name] = value;
  }
  return key;
}
