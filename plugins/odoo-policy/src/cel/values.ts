/** A JSON value as CEL sees it: integers are 64 bit, maps have own keys only. */
export type CelValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | CelValue[]
  | CelMap;
export type CelMap = Map<string, CelValue>;

/** Deeper objects are refused: recursion over them must not exhaust the stack. */
export const MAX_VALUE_DEPTH = 100;

/**
 * Characters and nodes that one object may hold. The API server refuses
 * request bodies above 3 MiB, so a larger object could never be admitted.
 */
export const MAX_VALUE_SIZE = 3 * 1024 * 1024;

const MAX_INT64 = 2 ** 63;

/**
 * Converts JSON to CEL values. Objects become Maps, so that a key such as
 * `__proto__` stays data. Map entries that are null are left out, as the API
 * server prunes them before admission; otherwise `has()` would differ.
 * Throws when the value is not JSON or exceeds the limits.
 */
export function toCelValue(json: unknown): CelValue {
  let size = 0;

  function spend(units: number) {
    size += units;
    if (size > MAX_VALUE_SIZE) {
      throw new Error(`the object is larger than ${MAX_VALUE_SIZE} characters`);
    }
  }

  function convert(value: unknown, depth: number): CelValue {
    if (depth > MAX_VALUE_DEPTH) {
      throw new Error(`the object is nested deeper than ${MAX_VALUE_DEPTH}`);
    }
    spend(1);
    switch (typeof value) {
      case 'boolean':
      case 'bigint':
        return value;
      case 'string':
        spend(value.length);
        return value;
      case 'number':
        return Number.isInteger(value) && Math.abs(value) < MAX_INT64
          ? BigInt(value)
          : value;
      case 'object':
        if (value === null) return null;
        if (Array.isArray(value)) {
          // Not `map`: an array of another realm would stay one, and the engine takes it for no list.
          return Array.from(value, item => convert(item ?? null, depth + 1));
        }
        return convertMap(value, depth);
      default:
        throw new Error(`a value of type ${typeof value} is not JSON`);
    }
  }

  function convertMap(value: object, depth: number): CelMap {
    const map: CelMap = new Map();
    for (const [key, item] of Object.entries(value)) {
      if (item === null || item === undefined) continue;
      spend(key.length);
      map.set(key, convert(item, depth + 1));
    }
    return map;
  }

  return convert(json, 0);
}
