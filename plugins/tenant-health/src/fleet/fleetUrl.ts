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
  'q',
] as const;
export type FilterName = (typeof FILTERS)[number];

/** The column keys that the server sorts by. */
export type SortKey = Exclude<EnvironmentQuery['sort'], `-${string}`>;

export type FleetUrlState = ListUrlState<FilterName>;

export const useFleetUrl = (): FleetUrlState => useListUrl(FILTERS);

export const readFleetUrl = (parameters: URLSearchParams) =>
  readListUrl(parameters, FILTERS, environmentQuerySchema);
