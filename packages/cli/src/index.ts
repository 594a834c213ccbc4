export { checkPolicies } from './checkPolicies/checkPolicies';
export { inspectBackups } from './inspectBackups/inspectBackups';
export { type Output } from './Output';
