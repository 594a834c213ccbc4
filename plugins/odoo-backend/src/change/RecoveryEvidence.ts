import {
  RecoveryFacts,
  SignedRestoreTest,
  StampedFact,
} from '@plumbline/plugin-odoo-common';

/** What is known of an environment's backups and restore tests; `<tenant>/<stage>` names it. */
export interface RecoveryEvidence {
  /** Everything that was read of its backups, fresh or not. */
  facts(environment: string): Promise<RecoveryFacts>;
  /** The database's repository as it was last read, fresh or not. */
  database(environment: string): Promise<StampedFact<'database'> | undefined>;
  /** The change of the test that is on its way. */
  running(environment: string): Promise<string | undefined>;
  /** Results as they count, the newest first. */
  results(environment: string): Promise<SignedRestoreTest[]>;
  /** As `neverWell` of the recovery says; false where it is not known. */
  neverWell(environment: string): Promise<boolean>;
  /** Asks for the store to be read soon; repeated requests are one. */
  refresh(environment: string, now: Date): Promise<void>;
  /** Readiness is judged again after a test has ended. */
  judgeAgain(environment: string, now: Date): Promise<void>;
}
