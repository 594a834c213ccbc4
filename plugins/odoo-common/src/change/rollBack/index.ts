export * from './planRollBack';
export * from './RollBackFacts';
