export * from './chooseRestorePoint';
export { planRestore } from './planRestore';
export type { RestorePlanInput } from './planRestore';
