export { drReadinessPlugin as default } from './plugin';
