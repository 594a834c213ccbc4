export { createOdooApi } from './OdooApi';
export type { OdooApi } from './OdooApi';
export type { ProposeOptions } from './changesApi';
export { useOdooApi } from './useOdooApi';
