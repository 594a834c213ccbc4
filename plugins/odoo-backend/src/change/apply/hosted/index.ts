export { isAtHost } from './branchOf';
export * from './deliver';
export { findOpen } from './elsewhere';
export * from './resume';
export { awaitHost } from './showAtHost';
export * from './tellTrouble';
export * from './tend';
