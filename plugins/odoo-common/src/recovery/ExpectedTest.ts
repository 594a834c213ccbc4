import { RestorePoint, SignedRestoreTest } from './restoreTest';

/** How a test ended for the portal; `cancelled` says nothing of the backup. */
export type TestOutcome = 'passed' | 'failed' | 'cancelled';

/** A restore test that the portal asked for. */
export interface ExpectedTest {
  /** Id of the change: the `test` of its result. */
  change: string;
  /** `<tenant>/<stage>` */
  environment: string;
  nonce: string;
  point: RestorePoint;
  askedAt: string;
  /** Absent while it is on its way, its clean-up included. */
  endedAt?: string;
  /** Absent until the portal has drawn its conclusion. */
  conclusion?: {
    outcome: TestOutcome;
    at: string;
    summary: string;
    /** As the portal saw it: kept also when the store loses it. Absent when none came. */
    result?: SignedRestoreTest;
  };
}
