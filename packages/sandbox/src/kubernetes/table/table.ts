import type { JsonObject } from '../json';
import type { ResourceKind } from '../kinds';
import type { StoredObject } from '../store';
import { fromStored } from '../store/storedObject';
import { AGE, NAME, type Column } from './column';
import { clusterColumns } from './columns/clusterColumns';
import { customColumns } from './columns/customColumns';
import { workloadColumns } from './columns/workloadColumns';

const columns: Record<string, readonly Column[]> = {
  ...clusterColumns,
  ...customColumns,
  ...workloadColumns,
};

/** The columns of a kind, name and age when it has none of its own. */
export function columnsOf(kind: ResourceKind): readonly Column[] {
  const { group, kind: name } = kind.storedAs ?? kind;
  return columns[`${group}/${name}`] ?? [NAME, AGE];
}

/** What a row carries besides its cells. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

function rowObject(stored: StoredObject, include: IncludeObject): unknown {
  if (include === 'None') return undefined;
  const object = fromStored(stored);
  if (include === 'Object') return object;
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: object.metadata,
  };
}

/** A `meta.k8s.io/v1` Table, which kubectl prints as it is. */
export function toTable(
  kind: ResourceKind,
  objects: readonly StoredObject[],
  metadata: JsonObject,
  include: IncludeObject,
  now: Date,
): JsonObject {
  const shown = columnsOf(kind);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: shown.map(({ name, type, format, priority }) => ({
      name,
      type,
      format: format ?? '',
      description: '',
      priority,
    })),
    rows: objects.map(stored => {
      const object = fromStored(stored);
      return {
        cells: shown.map(column => column.cell(object, now)),
        object: rowObject(stored, include),
      };
    }),
  };
}
