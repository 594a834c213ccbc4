export * from './disruptionBudgetController';
export * from './quotaController';
export * from './quotaUsage';
