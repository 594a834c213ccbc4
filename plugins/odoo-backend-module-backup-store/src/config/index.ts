export * from './readConfig';
export type {
  ExtraRepository,
  FlexibleServerConfig,
  StoreConfig,
} from './schema';
