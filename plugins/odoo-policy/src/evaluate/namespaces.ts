import { CelValue, toCelValue } from '../cel/values';
import { Labels, labelsOf } from './target';
import type { ObjectChange } from './types';

/** The label that the API server puts on every namespace. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/** What is known of a namespace. */
export interface KnownNamespace {
  object: CelValue;
  labels: Labels;
}

/** Namespaces by name; those that the change itself brings win. */
export function indexNamespaces(
  namespaces: readonly unknown[],
  objects: readonly ObjectChange[],
): ReadonlyMap<string, KnownNamespace> {
  const brought = objects
    .filter(change => change.operation !== 'DELETE')
    .map(change => change.object);
  const index = new Map<string, KnownNamespace>();
  for (const candidate of [...namespaces, ...brought]) {
    const name = namespaceName(candidate);
    if (name === undefined) continue;
    const object = toCelValue(candidate);
    const labels = { ...labelsOf(object), [NAME_LABEL]: name };
    index.set(name, { object: withLabels(object, labels), labels });
  }
  return index;
}

/** What expressions see carries the label as well. */
function withLabels(object: CelValue, labels: Labels): CelValue {
  if (!(object instanceof Map)) return object;
  const metadata = object.get('metadata');
  if (!(metadata instanceof Map)) return object;
  const labelled = new Map(metadata).set(
    'labels',
    new Map(Object.entries(labels)),
  );
  return new Map(object).set('metadata', labelled);
}

function namespaceName(candidate: unknown): string | undefined {
  if (typeof candidate !== 'object' || candidate === null) return undefined;
  const { apiVersion, kind, metadata } = candidate as Record<string, unknown>;
  if (apiVersion !== 'v1' || kind !== 'Namespace') return undefined;
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  return 'name' in metadata && typeof metadata.name === 'string'
    ? metadata.name
    : undefined;
}
