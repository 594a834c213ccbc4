export { createOdooApi } from './OdooApi';
export type { OdooApi } from './OdooApi';
export type { ProposeOptions } from './changesApi';
export type { RestoreTestRequest } from './recoveryApi';
export { useOdooApi } from './useOdooApi';
