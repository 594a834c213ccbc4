export { tenantHealthPlugin as default } from './plugin';
