export * from './deployment';
export * from './evidence';
export type { DatabaseFacts } from './databaseFacts';
export { judgeDatabase } from './judgeDatabase';
export { judgeProvenance, type ProvenanceFacts } from './judgeProvenance';
export type { Judgement } from './judgement';
export * from './pipelineRun';
export * from './release';
