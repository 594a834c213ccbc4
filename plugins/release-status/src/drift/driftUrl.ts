import { driftQuerySchema } from '@plumbline/plugin-odoo-common';
import {
  ListUrlState,
  readListUrl,
  useListUrl,
} from '@plumbline/plugin-odoo-react';

/** The filters, named in the URL as in the HTTP contract. */
const FILTERS = ['q', 'kind', 'severity', 'environment'] as const;

export type DriftUrlState = ListUrlState<(typeof FILTERS)[number]>;

export const useDriftUrl = (): DriftUrlState => useListUrl(FILTERS);

export const readDriftUrl = (parameters: URLSearchParams) =>
  readListUrl(parameters, FILTERS, driftQuerySchema);
