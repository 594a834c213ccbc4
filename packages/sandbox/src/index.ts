export * from './startSandbox';
export { PLATFORM_FILE } from './world';
export { Azurite } from './backups/store/azurite';
export { Extent } from './backups/store/extent';
export { writeWorkspace, type PastBlob } from './backups/store/workspace';
