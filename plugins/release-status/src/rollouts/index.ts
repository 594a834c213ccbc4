export { RolloutPage } from './RolloutPage';
export { RolloutsPage } from './RolloutsPage';
