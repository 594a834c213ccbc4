import { DEFAULT_TIERS } from '../platform/tiers';
import {
  KnownRestoreTest,
  RecoveryFacts,
  RecoveryInput,
} from '../recovery/assess';
import { BackupCopy, RECOVERY_FACT_TTL, RecoveryFact } from '../recovery/facts';
import { RepositoryReport } from '../recovery/report';

export const RECOVERY_NOW = '2026-11-23T12:00:00.000Z';
const OBSERVED = '2026-11-23T11:59:00.000Z';
const NEWEST = '2026-11-23T11:58:00.000Z';

/** A repository that holds everything up to a minute before it was read. */
export function reportOf(
  change: Partial<RepositoryReport> = {},
): RepositoryReport {
  return {
    format: 'barman',
    name: 'odoo-db',
    verdict: 'ok',
    newestUsableBackup: '20261123T060000',
    newestRestorePoint: NEWEST,
    rpoSeconds: 60,
    earliestRestorePoint: '2026-11-02T00:01:00.000Z',
    windows: [{ from: '2026-11-02T00:01:00.000Z', to: NEWEST, timeline: 1 }],
    gaps: [],
    backups: [
      {
        id: '20261123T060000',
        kind: 'full',
        status: 'usable',
        startedAt: '2026-11-23T06:00:00.000Z',
        finishedAt: '2026-11-23T06:01:00.000Z',
        sizeBytes: 40_000_000_000,
      },
    ],
    findings: [],
    chain: {
      systemId: '7708150322908187512',
      lineage: 'odoo-db',
      backup: '20261123T060000',
      timeline: 1,
      segmentBytes: 16_777_216,
      startSegment: '000000010000000100000018',
      lastSegment: '000000010000000100000020',
      tail: [
        {
          segment: '00000001000000010000001F',
          archivedAt: '2026-11-23T11:53:00.000Z',
        },
        { segment: '000000010000000100000020', archivedAt: NEWEST },
      ],
    },
    ...change,
  };
}

export function filestoreReportOf(
  change: Partial<RepositoryReport> = {},
): RepositoryReport {
  return reportOf({
    format: 'filestore',
    name: 'filestore',
    newestUsableBackup: '32 files',
    windows: [],
    backups: [],
    chain: undefined,
    ...change,
  });
}

export function copiesOf(): BackupCopy[] {
  const immutability = { state: 'locked', days: 30, legalHold: false } as const;
  const common: Omit<BackupCopy, 'id' | 'region' | 'role'> = {
    immutability,
    versioning: true,
    softDeleteDays: 30,
    lifecycle: [],
    replication: 'live',
  };
  const id = 'https://backups.blob.core.windows.net/harbour-civil-production';
  return [
    { ...common, id, region: 'northeurope', role: 'primary' },
    {
      ...common,
      id: id.replace('backups.', 'backups-secondary.'),
      region: 'westeurope',
      role: 'geo-secondary',
      lastSyncAt: '2026-11-23T11:57:00.000Z',
    },
  ];
}

export function restoreTestOf(
  change: Partial<KnownRestoreTest> = {},
): KnownRestoreTest {
  return {
    outcome: 'passed',
    proof: 'signed',
    finishedAt: '2026-11-03T09:22:00.000Z',
    seconds: 22 * 60,
    summary: 'Restored and checked',
    point: {
      backup: '20261103T060000',
      timeline: 1,
      segment: '000000010000000100000010',
      at: '2026-11-03T08:55:00.000Z',
      systemId: '7708150322908187512',
      lineage: 'odoo-db',
    },
    ...change,
  };
}

/** Facts as they were read a minute ago. */
export function recoveryFactsOf(
  facts: readonly RecoveryFact[],
  observedAt = OBSERVED,
): RecoveryFacts {
  return Object.fromEntries(
    facts.map(fact => {
      const expiresAt = new Date(
        Date.parse(observedAt) + RECOVERY_FACT_TTL[fact.kind] * 1000,
      ).toISOString();
      return [fact.kind, { fact, observedAt, expiresAt }];
    }),
  );
}

export function factsOf(
  change: {
    database?: Partial<RepositoryReport>;
    filestore?: Partial<RepositoryReport>;
    copies?: BackupCopy[];
  } = {},
): RecoveryFact[] {
  return [
    { kind: 'database', report: reportOf(change.database) },
    { kind: 'filestore', report: filestoreReportOf(change.filestore) },
    { kind: 'copies', copies: change.copies ?? copiesOf() },
    { kind: 'alerting', rules: ['BackupTooOld'] },
    { kind: 'restore-tests', results: [] },
  ];
}

/** A production environment of tier 1 in which everything is in order. */
export function recoveryInputOf(
  change: Partial<RecoveryInput> = {},
): RecoveryInput {
  return {
    spec: { tier: 1, region: 'northeurope', recoveryRegion: 'westeurope' },
    policy: DEFAULT_TIERS[1],
    facts: recoveryFactsOf(factsOf()),
    tests: [restoreTestOf()],
    records: [
      {
        id: 'drill-1',
        environment: 'harbour-civil/production',
        author: 'user:default/ann',
        createdAt: '2026-10-01T10:00:00.000Z',
        confirmedBy: 'user:default/bob',
        confirmedAt: '2026-10-01T11:00:00.000Z',
        statement: {
          kind: 'drill',
          runbook: 'https://runbooks.example/region-loss',
          startedAt: '2026-10-01T08:00:00.000Z',
          finishedAt: '2026-10-01T09:30:00.000Z',
          succeeded: true,
          notes: 'As written',
        },
      },
    ],
    failoverClusters: [{ name: 'aks-west-1', reachable: true }],
    sharedServer: false,
    now: new Date(RECOVERY_NOW),
    ...change,
  };
}
