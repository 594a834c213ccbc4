import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from '../json';
import { isAtomicMap, itemKey, listShape } from '../patch/mergeShapes';

/**
 * The applied configuration laid over the live object: maps by field, keyed lists by item,
 * sets by union, all else replaced.
 */
export function mergeApplied(
  live: unknown,
  applied: unknown,
  custom: boolean,
  names: readonly string[] = [],
): unknown {
  if (isJsonObject(live) && isJsonObject(applied)) {
    if (isAtomicMap(names, custom)) return applied;
    const merged = { ...live };
    for (const [name, value] of Object.entries(applied)) {
      merged[name] = mergeApplied(live[name], value, custom, [...names, name]);
    }
    return merged;
  }
  if (Array.isArray(live) && Array.isArray(applied)) {
    return mergeLists(live, applied, custom, names);
  }
  return applied;
}

function mergeLists(
  live: unknown[],
  applied: unknown[],
  custom: boolean,
  names: readonly string[],
): unknown[] {
  const shape = listShape(names, custom);
  if (shape === 'atomic') return applied;
  const same = (a: unknown, b: unknown) => {
    if (shape === 'set') return isDeepStrictEqual(a, b);
    const key = itemKey(a, shape.keys);
    return key !== undefined && isDeepStrictEqual(key, itemKey(b, shape.keys));
  };
  const merged = live.map(item => {
    const update = applied.find(candidate => same(item, candidate));
    return update === undefined
      ? item
      : mergeApplied(item, update, custom, names);
  });
  const added = applied.filter(item => !live.some(known => same(known, item)));
  return [...merged, ...added];
}
