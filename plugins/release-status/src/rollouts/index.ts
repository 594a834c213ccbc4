export { BudgetLeft } from './BudgetLeft';
export { RolloutPage } from './RolloutPage';
export { RolloutsPage } from './RolloutsPage';
export { SoakLeft } from './SoakLeft';
export { ROLLOUT_BADGES, stepsInWords } from './presentRollout';
export { RolloutTimeline } from './RolloutTimeline';
export { SteerDialog } from './steer';
