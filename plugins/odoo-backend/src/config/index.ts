export * from './readConfig';
export type { OdooConfig } from './schema';
