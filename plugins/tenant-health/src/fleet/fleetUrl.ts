import {
  EnvironmentQuery,
  environmentQuerySchema,
} from '@plumbline/plugin-odoo-common';
import {
  ListUrlState,
  readListUrl,
  useListUrl,
} from '@plumbline/plugin-odoo-react';

/** The filters of the fleet, named in the URL as in the HTTP contract. */
export const FILTERS = [
  'tenant',
  'stage',
  'tier',
  'verdict',
  'evidence',
  'region',
  'cluster',
  'databaseServer',
  'goldenPath',
  'owner',
  'incident',
  'changedWithin',
  'q',
] as const;
export type FilterName = (typeof FILTERS)[number];

/** The column keys that the server sorts by. */
export type SortKey = Exclude<EnvironmentQuery['sort'], `-${string}`>;

export type FleetUrlState = ListUrlState<FilterName>;

export const useFleetUrl = (): FleetUrlState => useListUrl(FILTERS);

export const readFleetUrl = (parameters: URLSearchParams) =>
  readListUrl(parameters, FILTERS, environmentQuerySchema);

/** `?view=incidents`: the same fleet by cause. */
export const VIEW_PARAMETER = 'view';
export const INCIDENTS_VIEW = 'incidents';

/** The filters and the order without the place in the list: what is worth to be kept or shared. */
export function filtersOf(parameters: URLSearchParams): string {
  const kept = [...parameters].filter(
    ([name]) => name === 'sort' || FILTERS.some(filter => filter === name),
  );
  const sorted = new URLSearchParams(kept);
  sorted.sort();
  return String(sorted);
}
