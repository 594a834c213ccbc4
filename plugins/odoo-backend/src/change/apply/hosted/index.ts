export { isAtHost } from './branchOf';
export * from './deliver';
export * from './resume';
export * from './tend';
