import { listAt, numberAt, textAt, valueAt } from '../json';
import type { KubernetesObject } from '../store/types';
import { ageSince } from './humanDuration';

/** One column of `kubectl get`. */
export interface Column {
  name: string;
  type: 'string' | 'integer' | 'boolean';
  /** Above 0: only with `-o wide`. */
  priority: number;
  /** Format of the OpenAPI type; `name` marks the name. */
  format?: string;
  cell(object: KubernetesObject, now: Date): string | number | boolean;
}

export type Cell = Column['cell'];

function column(name: string, type: Column['type'], cell: Cell): Column {
  return { name, type, priority: 0, cell };
}

/** A column that only `-o wide` shows. */
export function wide(of: Column): Column {
  return { ...of, priority: 1 };
}

export function text(name: string, cell: Cell): Column {
  return column(name, 'string', cell);
}

/** Text at a dotted path, `missing` when there is nothing. */
export function at(name: string, path: string, missing = ''): Column {
  const fields = path.split('.');
  return text(name, object => textAt(object, fields) || missing);
}

/** A number at a dotted path. */
export function count(name: string, path: string): Column {
  const fields = path.split('.');
  return column(name, 'integer', object => numberAt(object, fields));
}

/** The number of entries of a map or list at a dotted path. */
export function size(name: string, path: string): Column {
  const fields = path.split('.');
  return column(
    name,
    'integer',
    object => Object.keys(valueAt(object, fields) ?? {}).length,
  );
}

/** A field of one condition, `.status.conditions[?(@.type=="Ready")].status`. */
export function condition(
  name: string,
  type: string,
  field: 'status' | 'reason' | 'message' | 'severity' = 'status',
): Column {
  return text(name, object => {
    const found = listAt(object, ['status', 'conditions']).find(
      entry => textAt(entry, ['type']) === type,
    );
    return textAt(found, [field]);
  });
}

/** The age of a timestamp at a dotted path. */
export function since(name: string, path: string): Column {
  const fields = path.split('.');
  return text(name, (object, now) => ageSince(valueAt(object, fields), now));
}

export const NAME: Column = {
  ...column('Name', 'string', object => object.metadata.name),
  format: 'name',
};

export const AGE: Column = since('Age', 'metadata.creationTimestamp');

/** Kinds that show when they were created instead of their age. */
export const CREATED_AT: Column = at(
  'Created At',
  'metadata.creationTimestamp',
);
