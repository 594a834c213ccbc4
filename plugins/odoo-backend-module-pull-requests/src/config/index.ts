export * from './readConfig';
export type { MergeMethod } from './schema';
