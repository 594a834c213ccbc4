import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../json';
import { StatusError, type StatusCause } from '../statusError';
import type { KubernetesObject } from '../store/types';
import { fieldsOf, holdsBelow, stepsOf } from './fieldSet';
import {
  readOwnership,
  writeOwnership,
  type Ownership,
  type Writer,
} from './managedFields';
import { mergeApplied } from './mergeApplied';
import { removeField } from './removeField';

export interface ServerSideApply {
  live: KubernetesObject | undefined;
  /** What the manager wants, only its own fields. */
  applied: KubernetesObject;
  writer: Writer;
  /** Take over fields that others own with another value, instead of failing. */
  force: boolean;
  custom: boolean;
}

/** `f:spec`, `k:{"name":"web"}`, `f:image` reads `.spec[name="web"].image`. */
function readable(path: string): string {
  return stepsOf(path)
    .map(step => {
      if (step.startsWith('f:')) return `.${step.slice(2)}`;
      if (step.startsWith('v:')) return `[=${step.slice(2)}]`;
      const key: Record<string, unknown> = JSON.parse(step.slice(2));
      const parts = Object.entries(key).map(
        ([name, value]) => `${name}=${JSON.stringify(value)}`,
      );
      return `[${parts.join(',')}]`;
    })
    .join('');
}

/** The key of a list item stays as long as the item does. */
function isMergeKey(path: string): boolean {
  const [item, field] = stepsOf(path).slice(-2);
  return (
    field !== undefined &&
    item.startsWith('k:') &&
    field.slice(2) in JSON.parse(item.slice(2))
  );
}

function conflictError(causes: StatusCause[]): StatusError {
  const lines = causes.map(cause => `${cause.message}: ${cause.field}`);
  const count = lines.length === 1 ? '1 conflict' : `${lines.length} conflicts`;
  return new StatusError(
    409,
    'Conflict',
    `Apply failed with ${count}: ${lines.join('; ')}`,
    { causes },
  );
}

function others(owners: Ownership[], own: Ownership): Set<string>[] {
  return owners.filter(owner => owner !== own).map(owner => owner.fields);
}

/** Fields that others own and this apply would change; takes them over when forced. */
function settleConflicts(
  owners: Ownership[],
  own: Ownership,
  changing: readonly string[],
  force: boolean,
): void {
  const causes: StatusCause[] = [];
  for (const owner of owners) {
    if (owner === own) continue;
    for (const path of changing.filter(field => owner.fields.has(field))) {
      if (force) owner.fields.delete(path);
      else {
        causes.push({
          reason: 'FieldManagerConflict',
          message: `conflict with "${owner.manager}"`,
          field: readable(path),
        });
      }
    }
  }
  if (causes.length > 0) throw conflictError(causes);
}

/**
 * The object after `kubectl apply --server-side`: the applied fields over the live object,
 * without the fields this manager applied before, no longer applies, and nobody else owns.
 * Fails with Conflict (409) and one FieldManagerConflict cause per field.
 */
export function serverSideApply(input: ServerSideApply): KubernetesObject {
  const { live, applied, writer, force, custom } = input;
  const wanted = fieldsOf(applied, custom);
  const liveFields = live ? fieldsOf(live, custom) : new Map<string, unknown>();
  const owners = live ? readOwnership(live) : [];
  let own = owners.find(
    owner =>
      owner.manager === writer.manager &&
      owner.operation === 'Apply' &&
      owner.subresource === writer.subresource,
  );
  if (!own) {
    own = { ...writer, operation: 'Apply', fields: new Set() };
    owners.push(own);
  }

  // An empty map or list asks for nothing that a filled one would not satisfy.
  const changing = [...wanted].filter(
    ([path, value]) =>
      !isDeepStrictEqual(liveFields.get(path), value) &&
      !holdsBelow(liveFields.keys(), path),
  );
  settleConflicts(
    owners,
    own,
    changing.map(([path]) => path),
    force,
  );

  const merged = mergeApplied(live ?? {}, applied, custom);
  const kept: JsonObject = JSON.parse(JSON.stringify(merged));
  const holders = [wanted, ...others(owners, own)];
  // Items of keyed lists go whole, so before the fields they hold.
  const dropped = [...own.fields]
    .filter(path => !isMergeKey(path))
    .filter(path => !holders.some(held => held.has(path)))
    .filter(path => !holders.some(held => holdsBelow(held.keys(), path)))
    .sort((a, b) => stepsOf(a).length - stepsOf(b).length);
  for (const path of dropped) removeField(kept, stepsOf(path));
  // What became empty went as well, but may be wanted empty.
  const result = mergeApplied(kept, applied, custom) as KubernetesObject;

  const fields = new Set(wanted.keys());
  if (!isDeepStrictEqual(fields, own.fields) || changing.length > 0) {
    own.fields = fields;
    own.time = writer.time;
  }
  writeOwnership(result, owners);
  return result;
}
