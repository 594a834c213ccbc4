import { EnvironmentSpec } from '../environment/spec';
import { canonicalJson } from './canonicalJson';

/**
 * What a proposal means once the environment has moved on: the fields that the proposal changed keep
 * their proposed value, all others follow the environment. Without this, the second of two changes would
 * silently undo the first.
 *
 * @param seen - the spec of the environment that the proposal was made on
 */
export function rebaseSpec(
  seen: EnvironmentSpec,
  proposed: EnvironmentSpec,
  current: EnvironmentSpec,
): EnvironmentSpec {
  return merge(seen, proposed, current) as EnvironmentSpec;
}

/** Objects are merged field by field; lists and values are taken whole. */
function merge(seen: unknown, proposed: unknown, current: unknown): unknown {
  if (canonicalJson(proposed) === canonicalJson(seen)) return current;
  if (!isObject(seen) || !isObject(proposed) || !isObject(current)) {
    return proposed;
  }
  const fields = new Set([...Object.keys(proposed), ...Object.keys(current)]);
  return Object.fromEntries(
    [...fields]
      .map(field => [
        field,
        merge(seen[field], proposed[field], current[field]),
      ])
      .filter(([, value]) => value !== undefined),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
