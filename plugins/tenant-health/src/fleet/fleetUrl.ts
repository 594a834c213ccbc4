import {
  EnvironmentQuery,
  environmentQuerySchema,
} from '@plumbline/plugin-odoo-common';

/** The filters of the fleet, named in the URL as in the HTTP contract. */
export const FILTERS = [
  'tenant',
  'stage',
  'tier',
  'verdict',
  'evidence',
  'region',
  'cluster',
  'q',
] as const;
export type FilterName = (typeof FILTERS)[number];

/** The column keys that the server sorts by. */
export type SortKey = Exclude<EnvironmentQuery['sort'], `-${string}`>;

const PARAMETERS = [...FILTERS, 'sort', 'limit', 'cursor'];

export type FleetUrl =
  | { valid: true; query: EnvironmentQuery }
  /** The link names something that does not exist; showing everything instead would mislead. */
  | { valid: false; problem: string };

/** What the URL asks for; parameters of others are left alone. */
export function readFleetUrl(parameters: URLSearchParams): FleetUrl {
  const known = [...parameters].filter(
    ([name, value]) => PARAMETERS.includes(name) && value !== '',
  );
  const parsed = environmentQuerySchema.safeParse(Object.fromEntries(known));
  if (parsed.success) return { valid: true, query: parsed.data };
  const names = parsed.error.issues.map(({ path }) => String(path[0]));
  const wrong = [...new Set(names)].map(
    name => `${name}=${parameters.get(name)}`,
  );
  return { valid: false, problem: wrong.join(', ') };
}

/** Another filter or order begins at the first page: a cursor belongs to the list it came from. */
export function withParameter(
  parameters: URLSearchParams,
  name: FilterName | 'sort' | 'cursor',
  value: string,
): URLSearchParams {
  const next = new URLSearchParams(parameters);
  next.delete('cursor');
  next.delete(name);
  if (value !== '') next.set(name, value);
  return next;
}

export function withoutFilters(parameters: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(parameters);
  [...FILTERS, 'cursor'].forEach(name => next.delete(name));
  return next;
}

export function hasFilters(parameters: URLSearchParams): boolean {
  return FILTERS.some(name => parameters.get(name));
}

/** The order after a click on a column: ascending first, then the other way round. */
export function nextSort(current: string, key: SortKey): string {
  return current === key ? `-${key}` : key;
}
