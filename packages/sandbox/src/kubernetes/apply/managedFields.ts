import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, textAt } from '../json';
import type { KubernetesObject } from '../store/types';
import { fieldsOf, fromFieldsV1, toFieldsV1 } from './fieldSet';

/** One manager's fields, as `metadata.managedFields` holds them. */
export interface Ownership {
  manager: string;
  operation: 'Apply' | 'Update';
  subresource?: string;
  time: string;
  fields: Set<string>;
}

export function readOwnership(object: KubernetesObject): Ownership[] {
  return (object.metadata.managedFields ?? [])
    .filter(isJsonObject)
    .filter(entry => entry.manager !== undefined)
    .map(entry => ({
      manager: textAt(entry, ['manager']),
      operation: entry.operation === 'Apply' ? 'Apply' : 'Update',
      ...(entry.subresource
        ? { subresource: textAt(entry, ['subresource']) }
        : {}),
      time: textAt(entry, ['time']),
      fields: fromFieldsV1(entry.fieldsV1),
    }));
}

/** Writes ownership into the object, in place; managers that own nothing disappear. */
export function writeOwnership(
  object: KubernetesObject,
  owners: readonly Ownership[],
): void {
  const entries = owners
    .filter(owner => owner.fields.size > 0)
    .map(({ fields, ...owner }) => ({
      ...owner,
      apiVersion: object.apiVersion,
      fieldsType: 'FieldsV1',
      fieldsV1: toFieldsV1(fields),
    }));
  if (entries.length > 0) object.metadata.managedFields = entries;
  else delete object.metadata.managedFields;
}

/** Who wrote, to which part of the object, and when (RFC 3339). */
export interface Writer {
  manager: string;
  subresource?: string;
  time: string;
}

/**
 * Records an update (not an apply): the writer owns what it changed, and whoever owned that
 * before owns it no longer. Changes `after` in place.
 */
export function recordUpdate(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
  writer: Writer,
  custom: boolean,
): void {
  const was = before ? fieldsOf(before, custom) : new Map<string, unknown>();
  const is = fieldsOf(after, custom);
  const changed = [...is.keys()].filter(
    path => !was.has(path) || !isDeepStrictEqual(was.get(path), is.get(path)),
  );
  const gone = [...was.keys()].filter(path => !is.has(path));
  if (changed.length === 0 && gone.length === 0) return;

  const owners = readOwnership(after);
  for (const owner of owners) {
    for (const path of [...changed, ...gone]) owner.fields.delete(path);
  }
  let own = owners.find(
    owner =>
      owner.manager === writer.manager &&
      owner.operation === 'Update' &&
      owner.subresource === writer.subresource,
  );
  if (!own) {
    own = { ...writer, operation: 'Update', fields: new Set() };
    owners.push(own);
  }
  own.time = writer.time;
  for (const path of changed) own.fields.add(path);
  writeOwnership(after, owners);
}
