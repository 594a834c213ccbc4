export * from './decideRollout';
export * from './life';
export * from './orderOfTurns';
export * from './rollout';
export { isBudgetSpent } from './steps';
export * from './judgeRing';
