import { isJsonObject, type JsonObject } from '../json';
import { isAtomicMap, itemKey, listShape } from '../patch/mergeShapes';

/**
 * One step of a field path as FieldsV1 writes it: `f:name`, `k:{"name":"web"}`, `v:"value"`.
 * A path is its steps joined by line feeds, which JSON and field names never contain.
 */
const STEP = '\n';

/** Metadata that nobody owns: the server sets it. */
const UNOWNED = new Set([
  'name',
  'namespace',
  'generateName',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]);

/** True when the paths hold something below this one. */
export function holdsBelow(paths: Iterable<string>, path: string): boolean {
  for (const other of paths) {
    if (other.startsWith(`${path}${STEP}`)) return true;
  }
  return false;
}

export function stepsOf(path: string): string[] {
  return path.split(STEP);
}

/**
 * Every owned field of an object with its value. An item of a keyed list is a field of its own
 * besides the fields it holds; its value is its key.
 */
export function fieldsOf(
  object: JsonObject,
  custom: boolean,
): Map<string, unknown> {
  const found = new Map<string, unknown>();

  function walk(value: unknown, names: string[], path: string[]): void {
    if (isJsonObject(value)) {
      const entries = Object.entries(value);
      if (entries.length === 0 || isAtomicMap(names, custom)) {
        found.set(path.join(STEP), value);
      } else {
        for (const [name, child] of entries) {
          walk(child, [...names, name], [...path, `f:${name}`]);
        }
      }
    } else if (Array.isArray(value)) {
      walkList(value, names, path);
    } else {
      found.set(path.join(STEP), value);
    }
  }

  function walkList(items: unknown[], names: string[], path: string[]): void {
    const shape = items.length > 0 ? listShape(names, custom) : 'atomic';
    if (shape === 'set') {
      for (const item of items) {
        found.set([...path, `v:${JSON.stringify(item)}`].join(STEP), item);
      }
      return;
    }
    const keys =
      shape === 'atomic' ? [] : items.map(item => itemKey(item, shape.keys));
    // A list whose items lack their key cannot be addressed by item.
    if (shape === 'atomic' || keys.includes(undefined)) {
      found.set(path.join(STEP), items);
      return;
    }
    items.forEach((item, index) => {
      const at = [...path, `k:${JSON.stringify(keys[index])}`];
      found.set(at.join(STEP), keys[index]);
      walk(item, names, at);
    });
  }

  for (const [name, value] of Object.entries(object)) {
    if (name === 'apiVersion' || name === 'kind') continue;
    if (name === 'metadata' && isJsonObject(value)) {
      for (const [field, child] of Object.entries(value)) {
        if (UNOWNED.has(field)) continue;
        walk(child, ['metadata', field], ['f:metadata', `f:${field}`]);
      }
    } else {
      walk(value, [name], [`f:${name}`]);
    }
  }
  return found;
}

/** A set of field paths as the tree that `managedFields[].fieldsV1` holds. */
export function toFieldsV1(paths: Iterable<string>): JsonObject {
  const members = new Set(paths);
  const root: JsonObject = {};
  for (const path of members) {
    let node = root;
    for (const step of stepsOf(path)) {
      node[step] ??= {};
      node = node[step] as JsonObject;
    }
    node['.'] = {};
  }
  // A leaf is written `{}`; only a member with fields below it needs its dot.
  function trim(node: JsonObject): void {
    const names = Object.keys(node);
    if (names.length === 1 && names[0] === '.') delete node['.'];
    for (const child of Object.values(node)) trim(child as JsonObject);
  }
  trim(root);
  return root;
}

/** The inverse of toFieldsV1. */
export function fromFieldsV1(tree: unknown): Set<string> {
  const members = new Set<string>();
  function walk(node: unknown, path: string[]): void {
    if (!isJsonObject(node)) return;
    const names = Object.keys(node);
    if (path.length > 0 && (names.length === 0 || names.includes('.'))) {
      members.add(path.join(STEP));
    }
    for (const name of names) {
      if (name !== '.') walk(node[name], [...path, name]);
    }
  }
  walk(tree, []);
  return members;
}
