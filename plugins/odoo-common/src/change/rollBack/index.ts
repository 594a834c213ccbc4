export * from './judgeImageOnly';
export * from './planRollBack';
export * from './RollBackFacts';
export * from './takeBack';
