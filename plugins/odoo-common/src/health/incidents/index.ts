export * from './cause';
export * from './incidentId';
export * from './incidentSummary';
