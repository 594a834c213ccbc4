/** A JSON object whose fields are not known until they are looked at. */
export type JsonObject = Record<string, unknown>;

/** True for a plain JSON object: not an array, not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of field names, or undefined when any step is absent. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, field) => (isJsonObject(at) ? at[field] : undefined),
    value,
  );
}

/** The object at a path, `{}` when it is absent or something else. */
export function objectAt(value: unknown, path: readonly string[]): JsonObject {
  const found = valueAt(value, path);
  return isJsonObject(found) ? found : {};
}

/** The list at a path, `[]` when it is absent or something else. */
export function listAt(value: unknown, path: readonly string[]): unknown[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}

/** The text at a path; numbers and booleans as text, '' when absent. */
export function textAt(value: unknown, path: readonly string[]): string {
  const found = valueAt(value, path);
  return found === undefined || found === null || typeof found === 'object'
    ? ''
    : String(found);
}

/** The number at a path, 0 when absent, as Go's zero value is. */
export function numberAt(value: unknown, path: readonly string[]): number {
  const found = valueAt(value, path);
  return typeof found === 'number' ? found : 0;
}
