import { matrixQuerySchema } from '@plumbline/plugin-odoo-common';
import {
  ListUrlState,
  readListUrl,
  useListUrl,
} from '@plumbline/plugin-odoo-react';

/** The filters of the matrix, named in the URL as in the HTTP contract. */
const FILTERS = [
  'q',
  'ring',
  'version',
  'outcome',
  'drift',
  'pending',
] as const;
export type FilterName = (typeof FILTERS)[number];

export type MatrixUrlState = ListUrlState<FilterName>;

export const useMatrixUrl = (): MatrixUrlState => useListUrl(FILTERS);

export const readMatrixUrl = (parameters: URLSearchParams) =>
  readListUrl(parameters, FILTERS, matrixQuerySchema);
