export { isAtHost } from './branchOf';
export * from './deliver';
export { findOpen } from './elsewhere';
export * from './resume';
export * from './tellTrouble';
export * from './tend';
