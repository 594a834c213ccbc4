export * from './types';
export {
  createObjectStore,
  type ObjectStoreOptions,
} from './createObjectStore';
