export { CollectionRunner } from './CollectionRunner';
export { CollectionService } from './CollectionService';
export { GitCollector } from './git/GitCollector';
