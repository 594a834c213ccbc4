import { goldenPathQuerySchema } from '@plumbline/plugin-odoo-common';
import {
  ListUrlState,
  readListUrl,
  useListUrl,
} from '@plumbline/plugin-odoo-react';

/** The filters, named in the URL as in the HTTP contract. */
const FILTERS = ['state', 'version'] as const;

export type GoldenPathUrlState = ListUrlState<(typeof FILTERS)[number]>;

export const useGoldenPathUrl = (): GoldenPathUrlState => useListUrl(FILTERS);

export const readGoldenPathUrl = (parameters: URLSearchParams) =>
  readListUrl(parameters, FILTERS, goldenPathQuerySchema);
