import {
  Matrix,
  MatrixCell,
  RolloutSummary,
  matrixSchema,
  rolloutListSchema,
  rolloutSummarySchema,
} from '@plumbline/plugin-odoo-common';

const HOUR_MS = 3_600_000;
/** So many hours before now, RFC 3339. */
export const hoursAgo = (hours: number) =>
  new Date(Date.now() - hours * HOUR_MS).toISOString();

/** Production of tier 1 that is well. */
export const cellOf = (change: Partial<MatrixCell> = {}): MatrixCell => ({
  stage: 'production',
  tier: 1,
  ring: 'critical',
  version: '18.0-2026.10.1',
  since: hoursAgo(24 * 6 + 1),
  outcome: 'verified',
  verdict: 'ok',
  evidence: 'fresh',
  drift: [],
  ...change,
});

const RINGS = [
  { name: 'development', title: 'Development and QA' },
  { name: 'staging', title: 'Staging' },
  { name: 'production', title: 'Production, departmental' },
  { name: 'critical', title: 'Production, finance and payroll' },
].map(ring => ({ ...ring, environments: 2 }));

/** Two tenants with staging and production in different rings. */
export const matrixOf = (change: Partial<Matrix> = {}): Matrix =>
  matrixSchema.parse({
    items: [
      {
        tenant: 'harbour-civil',
        cells: [
          cellOf({
            stage: 'staging',
            tier: 3,
            ring: 'staging',
            version: '18.0-2026.11.1',
            since: hoursAgo(50),
          }),
          cellOf({
            candidate: '18.0-2026.11.1',
            drift: ['image'],
            pendingChange: {
              id: 'chg-77',
              kind: 'promote',
              state: 'awaiting-approval',
            },
            blockedBy: 'Calendar: payroll until 18:00',
          }),
        ],
      },
      {
        tenant: 'harbour-rail',
        cells: [
          cellOf({
            stage: 'staging',
            tier: 3,
            ring: 'staging',
            outcome: 'failed',
            verdict: 'critical',
            candidate: '18.0-2026.11.1',
          }),
          cellOf({
            tier: 3,
            ring: 'production',
            evidence: 'stale',
            candidate: '18.0-2026.11.1',
          }),
        ],
      },
    ],
    total: 2,
    stages: ['staging', 'production'],
    releases: [
      { version: '18.0-2026.11.1', environments: 1, verified: 1, failed: 1 },
      { version: '18.0-2026.10.1', environments: 3, verified: 2, failed: 0 },
    ],
    rings: RINGS.map((ring, index) =>
      index === 1
        ? { ...ring, failureRate: 0.125, timeToRestore: 'PT42M' }
        : ring,
    ),
    ...change,
  });

export const rolloutSummaryOf = (
  change: Partial<RolloutSummary> = {},
): RolloutSummary =>
  rolloutSummarySchema.parse({
    id: 'rol-4711-0815',
    release: '18.0-2026.11.1',
    ring: 'staging',
    state: 'paused',
    requester: 'user:default/release-manager',
    reason: 'November release',
    batch: 2,
    soak: 'PT1H',
    failureBudget: 1,
    failures: 2,
    because: 'Paused: 2 failed and the budget is 1',
    steps: { verified: 3, failed: 2, waiting: 5 },
    createdAt: hoursAgo(5),
    updatedAt: hoursAgo(1),
    ...change,
  });

export const rolloutListOf = (items: readonly RolloutSummary[]) =>
  rolloutListSchema.parse({ items, total: items.length });
