export { CountsLine } from './CountsLine';
export { TenantsPage } from './TenantsPage';
