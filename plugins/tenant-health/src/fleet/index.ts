export { CountsLine } from './CountsLine';
export { TenantsPage } from './TenantsPage';
export { useFleetStyles } from './useFleetStyles';
