export { assessRecovery } from './assessRecovery';
export { TERM_WEIGHTS } from './Judged';
export { knownRestoreTest } from './input';
export type {
  KnownRestoreTest,
  RecoveryFacts,
  RecoveryInput,
  StampedFact,
} from './input';
export { testsOfChain } from './tests';
