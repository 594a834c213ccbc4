import {
  RecoveryQuery,
  recoveryQuerySchema,
} from '@plumbline/plugin-odoo-common';
import {
  ListUrlState,
  readListUrl,
  useListUrl,
} from '@plumbline/plugin-odoo-react';

/** The filters, named in the URL as in the HTTP contract. */
const FILTERS = ['tenant', 'stage', 'tier', 'region', 'band', 'q'] as const;
export type FilterName = (typeof FILTERS)[number];

export type RecoveryUrlState = ListUrlState<FilterName>;

/** The column keys that the server sorts by. */
export type SortKey = Exclude<RecoveryQuery['sort'], `-${string}`>;

export const useRecoveryUrl = (): RecoveryUrlState => useListUrl(FILTERS);

export const readRecoveryUrl = (parameters: URLSearchParams) =>
  readListUrl(parameters, FILTERS, recoveryQuerySchema);
