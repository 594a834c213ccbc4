import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject } from '../json';
import { listShape } from './mergeShapes';

const ORDER = '$setElementOrder/';
const DELETE_PRIMITIVES = '$deleteFromPrimitiveList/';

function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter(item => !(isJsonObject(item) && item.$patch === 'delete'))
      .map(withoutDirectives);
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, child]) => !name.startsWith('$') && child !== null)
      .map(([name, child]) => [name, withoutDirectives(child)]),
  );
}

function mergeList(
  current: unknown[],
  patch: unknown[],
  names: readonly string[],
): unknown[] {
  const shape = listShape(names, false);
  const replaces = patch.some(
    item => isJsonObject(item) && item.$patch === 'replace',
  );
  if (replaces) {
    return patch
      .filter(item => !(isJsonObject(item) && item.$patch === 'replace'))
      .map(withoutDirectives);
  }
  if (shape === 'atomic') return patch.map(withoutDirectives);
  if (shape === 'set') {
    return [...current, ...patch.filter(item => !current.includes(item))];
  }
  // Strategic merge knows one key per list, the first.
  const [key] = shape.keys;
  const result = [...current];
  for (const item of patch) {
    if (!isJsonObject(item)) continue;
    const at = result.findIndex(
      known => isJsonObject(known) && isDeepStrictEqual(known[key], item[key]),
    );
    if (item.$patch === 'delete') {
      if (at >= 0) result.splice(at, 1);
    } else if (at < 0) {
      result.push(withoutDirectives(item));
    } else {
      result[at] = mergeObject(result[at] as JsonObject, item, names);
    }
  }
  return result;
}

function reorder(
  list: unknown,
  order: unknown,
  names: readonly string[],
): unknown {
  if (!Array.isArray(list) || !Array.isArray(order)) return list;
  const shape = listShape(names, false);
  const idOf = (item: unknown) =>
    typeof shape === 'object' && isJsonObject(item)
      ? item[shape.keys[0]]
      : item;
  const ranks = new Map(order.map((item, index) => [idOf(item), index]));
  const rank = (item: unknown) => ranks.get(idOf(item)) ?? order.length;
  return [...list].sort((a, b) => rank(a) - rank(b));
}

function mergeObject(
  current: JsonObject,
  patch: JsonObject,
  names: readonly string[],
): JsonObject {
  if (patch.$patch === 'delete') return {};
  if (patch.$patch === 'replace') return withoutDirectives(patch) as JsonObject;
  const retained = patch.$retainKeys;
  const merged: JsonObject = Array.isArray(retained)
    ? Object.fromEntries(
        Object.entries(current).filter(([name]) => retained.includes(name)),
      )
    : { ...current };
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith(DELETE_PRIMITIVES) && Array.isArray(value)) {
      const field = name.slice(DELETE_PRIMITIVES.length);
      const list = merged[field];
      if (Array.isArray(list)) {
        merged[field] = list.filter(item => !value.includes(item));
      }
    } else if (!name.startsWith('$')) {
      const at = [...names, name];
      const known = merged[name];
      if (value === null) delete merged[name];
      else if (isJsonObject(value)) {
        merged[name] = mergeObject(isJsonObject(known) ? known : {}, value, at);
      } else if (Array.isArray(value)) {
        merged[name] = mergeList(Array.isArray(known) ? known : [], value, at);
      } else merged[name] = value;
    }
  }
  for (const [name, order] of Object.entries(patch)) {
    if (!name.startsWith(ORDER)) continue;
    const field = name.slice(ORDER.length);
    merged[field] = reorder(merged[field], order, [...names, field]);
    if (merged[field] === undefined) delete merged[field];
  }
  return merged;
}

/**
 * Strategic merge patch: merge patch that merges lists by key, with the directives `$patch`,
 * `$retainKeys`, `$setElementOrder/` and `$deleteFromPrimitiveList/`.
 * Source: Kubernetes API conventions, "Strategic Merge Patch". Built-in kinds only.
 */
export function strategicMergePatch(
  current: JsonObject,
  patch: JsonObject,
): JsonObject {
  return mergeObject(current, patch, []);
}
