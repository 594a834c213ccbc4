import { Change, changeSchema } from '../change/change';
import { Plan } from '../environment/plan';
import { specOf } from './environments';

const PODS = { pods: 2, cpu: 1, memoryRequestMiB: 1024, memoryLimitMiB: 2048 };

/** A content hash; another seed, a hexadecimal digit, is another content. */
export const contentHashOf = (seed: string) => `sha256:${seed.repeat(64)}`;

/** The plan of a small staging environment. */
export function planOf(change: Partial<Plan> = {}): Plan {
  return {
    placement: { cluster: 'north-1', databaseServer: 'own' },
    workersPerPod: 4,
    web: { ...PODS, maximumPods: 3 },
    websocket: { ...PODS, pods: 1 },
    cron: { ...PODS, pods: 1, threads: 2 },
    database: {
      instances: 2,
      cpu: 2,
      memoryGiB: 8,
      storageGiB: 40,
      connections: 60,
      maxConnections: 200,
      connectionLimit: 160,
    },
    totals: { pods: 7, cpu: 9, memoryGiB: 30 },
    recovery: {
      tier: 3,
      rto: 'PT24H',
      rpo: 'PT24H',
      retentionDays: 14,
      immutability: 'none',
      replication: 'same region',
      restoreTest: 'quarterly',
      restoreMinutes: 25,
    },
    monthlyCost: {
      amount: 412.5,
      currency: 'EUR',
      recoveryAmount: 38,
      items: [],
    },
    ...change,
  };
}

/**
 * A change that awaits its approval, as the contract reads it: an environment `harbour-civil/staging`
 * that `user:default/requester` asked for. The parts under test are given.
 */
export function changeOf(change: Partial<Change> = {}): Change {
  return changeSchema.parse({
    id: 'chg-7',
    kind: 'create',
    environment: 'harbour-civil/staging',
    state: 'awaiting-approval',
    requester: 'user:default/requester',
    authors: ['user:default/requester'],
    reason: 'Rehearse the month end',
    spec: specOf({
      businessServices: ['finance'],
      tier: 3,
      recoveryRegion: undefined,
      residency: ['northeurope'],
      users: { named: 60 },
      data: { databaseGiB: 20, filestoreGiB: 50 },
      hostnames: ['harbour-civil-staging.erp.example'],
    }),
    contentHash: contentHashOf('a'),
    revision: 1,
    files: [
      {
        path: 'environments/harbour-civil/staging/environment.yaml',
        action: 'add',
        diff: '--- /dev/null\n+++ b/environment.yaml\n@@ -0,0 +1,1 @@\n+kind: Environment\n',
      },
    ],
    plan: planOf(),
    gates: [
      {
        id: 'schema',
        title: 'Schema',
        verdict: 'pass',
        summary: '14 of 14 objects pass',
        evidence: [],
      },
      {
        id: 'approvals',
        title: 'Approvals',
        verdict: 'pending',
        summary: '0 of 1 given',
        evidence: [],
      },
    ],
    approvals: [],
    approvalsNeeded: 1,
    timeline: [
      {
        state: 'proposed',
        at: '2026-11-23T09:00:00.000Z',
        actor: 'user:default/requester',
      },
      { state: 'gated', at: '2026-11-23T09:00:02.000Z' },
      { state: 'awaiting-approval', at: '2026-11-23T09:00:05.000Z' },
    ],
    createdAt: '2026-11-23T09:00:00.000Z',
    updatedAt: '2026-11-23T09:00:05.000Z',
    expiresAt: '2026-12-07T09:00:00.000Z',
    ...change,
  });
}
