export * from './startResourceManager';
export type { ArmAccount } from './storageResources';
