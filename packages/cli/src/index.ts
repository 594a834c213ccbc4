export { inspectBackups, type Output } from './inspectBackups/inspectBackups';
