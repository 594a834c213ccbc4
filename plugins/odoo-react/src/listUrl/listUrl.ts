/** What a schema of the contract is to this file. */
export interface QuerySchema<Q> {
  safeParse(
    input: unknown,
  ):
    | { success: true; data: Q }
    | { success: false; error: { issues: { path: PropertyKey[] }[] } };
}

export type ListUrl<Q> =
  | { valid: true; query: Q }
  /** The link names something that does not exist; showing everything instead would mislead. */
  | { valid: false; problem: string };

const PAGING = ['sort', 'limit', 'cursor'];

/** What the URL asks for, its parameters named as in the HTTP contract; those of others are left alone. */
export function readListUrl<Q>(
  parameters: URLSearchParams,
  filters: readonly string[],
  schema: QuerySchema<Q>,
): ListUrl<Q> {
  const names = [...filters, ...PAGING];
  const known = [...parameters].filter(
    ([name, value]) => names.includes(name) && value !== '',
  );
  const parsed = schema.safeParse(Object.fromEntries(known));
  if (parsed.success) return { valid: true, query: parsed.data };
  const paths = parsed.error.issues.map(({ path }) => String(path[0]));
  const wrong = [...new Set(paths)].map(
    name => `${name}=${parameters.get(name)}`,
  );
  return { valid: false, problem: wrong.join(', ') };
}

/** Another filter or order begins at the first page: a cursor belongs to the list it came from. */
export function withParameter(
  parameters: URLSearchParams,
  name: string,
  value: string,
): URLSearchParams {
  const next = new URLSearchParams(parameters);
  next.delete('cursor');
  next.delete(name);
  if (value !== '') next.set(name, value);
  return next;
}

export function withoutFilters(
  parameters: URLSearchParams,
  filters: readonly string[],
): URLSearchParams {
  const next = new URLSearchParams(parameters);
  [...filters, 'cursor'].forEach(name => next.delete(name));
  return next;
}

/** The order after a click on a column: ascending first, then the other way round. */
export function nextSort(current: string, key: string): string {
  return current === key ? `-${key}` : key;
}
