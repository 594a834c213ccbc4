import {
  RecoveryDetail,
  RecoveryList,
  RecoveryRecord,
  RecoverySummary,
  SignedRestoreTest,
  assessRecovery,
  recoveryBandOf,
  recoveryDetailSchema,
  recoveryListSchema,
} from '@plumbline/plugin-odoo-common';
import {
  RECOVERY_NOW,
  recoveryInputOf,
} from '@plumbline/plugin-odoo-common/testUtils';

const MINUTE_MS = 60_000;

/** A fact that was read a minute before `now` and counts for a quarter of an hour. */
export function stampedOf<T>(value: T, now: Date) {
  const observed = now.getTime() - MINUTE_MS;
  return {
    value,
    observedAt: new Date(observed).toISOString(),
    expiresAt: new Date(observed + 15 * MINUTE_MS).toISOString(),
    source: { collector: 'backup-store', scope: 'backups' },
  };
}

/** The answer of `GET /recovery/:tenant/:stage` for a tier 1 environment in order; the parts under test are given. */
export function recoveryOf(
  change: Partial<RecoveryDetail> = {},
): RecoveryDetail {
  const assessment = {
    ...assessRecovery(recoveryInputOf({ now: new Date(RECOVERY_NOW) })),
    // Tests look at the page now, not on the day of the fixture.
    reassessAt: null,
    ...change.assessment,
  };
  return recoveryDetailSchema.parse({
    ...assessment,
    tenant: 'harbour-civil',
    stage: 'production',
    region: 'northeurope',
    lastTest: {
      finishedAt: '2026-11-03T09:22:00.000Z',
      outcome: 'passed',
      proof: 'signed',
      seconds: 1320,
    },
    database: null,
    filestore: null,
    copies: null,
    controller: null,
    alerting: null,
    tests: [],
    records: [],
    runbook: null,
    ...change,
    assessment,
  });
}

export function summaryOf(
  change: Partial<RecoverySummary> = {},
): RecoverySummary {
  return { ...recoveryOf(), ...change };
}

/** An answer of `GET /recovery`. */
export function listOf(
  items: RecoverySummary[],
  more: Partial<RecoveryList> = {},
): RecoveryList {
  const counts = {
    good: 0,
    fair: 0,
    poor: 0,
    unknown: 0,
    'not-applicable': 0,
  };
  items.forEach(item => counts[recoveryBandOf(item)]++);
  return recoveryListSchema.parse({
    items,
    total: items.length,
    counts,
    average: 71.6,
    ...more,
  });
}

/** A restore of 22 minutes that passed. */
export function testOf(
  change: Partial<Omit<SignedRestoreTest, 'result'>> & {
    result?: Partial<SignedRestoreTest['result']>;
  } = {},
): SignedRestoreTest {
  return {
    proof: 'signed',
    link: 'restore-tests/harbour-civil-production/chg-1.json',
    ...change,
    result: {
      version: 1,
      environment: 'harbour-civil/production',
      test: 'chg-1',
      nonce: 'a'.repeat(32),
      point: {
        backup: '20261103T060000',
        timeline: 1,
        segment: '000000010000000100000010',
        at: '2026-11-03T08:55:00.000Z',
        systemId: '7708150322908187512',
        lineage: 'odoo-db',
      },
      startedAt: '2026-11-03T09:00:00.000Z',
      finishedAt: '2026-11-03T09:22:00.000Z',
      outcome: 'passed',
      summary: 'Restored and checked',
      recovered: null,
      phases: [{ name: 'restore', seconds: 900, outcome: 'passed' }],
      checks: [
        { id: 'row-counts', outcome: 'passed', summary: '42 tables counted' },
      ],
      sizeBytes: 40 * 1024 ** 3,
      ...change.result,
    },
  };
}

export function drillOf(change: Partial<RecoveryRecord> = {}): RecoveryRecord {
  return { ...recoveryInputOf().records[0], ...change };
}
