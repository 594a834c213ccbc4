export { useOdooQuery } from './useOdooQuery';
export type { OdooQuery, OdooQueryOptions } from './useOdooQuery';
export { useOdooMutation } from './useOdooMutation';
export type { OdooMutation } from './useOdooMutation';
export { QueryPanel } from './QueryPanel';
export type { QueryPanelProps } from './QueryPanel';
