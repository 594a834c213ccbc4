export * from './types';
export {
  createObjectStore,
  type ObjectStoreOptions,
} from './createObjectStore';
export { readStored } from './storedObject';
