import {
  EnvironmentDetail,
  EnvironmentList,
  EnvironmentSummary,
  environmentDetailSchema,
  environmentListSchema,
} from '@plumbline/plugin-odoo-common';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

type Verdict = EnvironmentSummary['verdict'];

/** A healthy production environment; the parts under test are given. */
export function summaryOf(
  change: Partial<Omit<EnvironmentSummary, 'verdict'>> & {
    verdict?: Partial<Verdict>;
  } = {},
): EnvironmentSummary {
  return {
    tenant: 'harbour-civil',
    stage: 'production',
    tier: 1,
    tenancy: 'dedicated',
    region: 'northeurope',
    owner: 'group:default/harbour-civil-erp',
    release: { version: '18.0-2026.11.1', digest: DIGEST },
    goldenPath: '1.0',
    placement: { cluster: 'north-1', databaseServer: 'own' },
    acknowledgements: [],
    ...change,
    verdict: {
      status: 'ok',
      evidence: 'fresh',
      coverage: { collected: 19, required: 19 },
      summary: '19 of 19 required probes are fresh and ok',
      observedAt: minutesAgo(1),
      riskAhead: [],
      ...change.verdict,
    },
  };
}

const NO_COUNTS: EnvironmentList['counts'] = {
  ok: 0,
  degraded: 0,
  critical: 0,
  unknown: 0,
  asleep: 0,
  maintenance: 0,
};

/** An answer of `GET /environments`, as the contract reads it. */
export function listOf(
  items: EnvironmentSummary[],
  more: Partial<EnvironmentList> = {},
): EnvironmentList {
  return environmentListSchema.parse({
    items,
    total: items.length,
    counts: { ...NO_COUNTS, ok: items.length },
    ...more,
  });
}

/** An answer of `GET /environments/:tenant/:stage`. */
export function detailOf(
  summary: EnvironmentSummary,
  observations: EnvironmentDetail['observations'],
): EnvironmentDetail {
  const pods = {
    pods: 3,
    cpu: 2,
    memoryRequestMiB: 2048,
    memoryLimitMiB: 3072,
  };
  return environmentDetailSchema.parse({
    ...summary,
    spec: {
      goldenPath: '1.0',
      owner: summary.owner,
      legalEntities: [
        { id: 'hc-ie', timeZone: 'Europe/Dublin', calendar: 'ireland' },
      ],
      businessServices: ['finance'],
      tenancy: 'dedicated',
      tier: 1,
      region: 'northeurope',
      residency: ['eu'],
      odoo: {
        series: '18.0',
        release: '18.0-2026.11.1',
        edition: 'construction',
      },
      users: { named: 240 },
      data: { databaseGiB: 120, filestoreGiB: 400 },
      database: { kind: 'cloudnative-pg' },
      hostnames: ['erp.harbour-civil.example'],
      schedule: 'always',
      expires: 'never',
      integrations: [],
    },
    plan: {
      placement: summary.placement,
      workersPerPod: 6,
      web: { ...pods, maximumPods: 5 },
      websocket: pods,
      cron: { ...pods, threads: 2 },
      database: {
        instances: 3,
        cpu: 4,
        memoryGiB: 16,
        storageGiB: 240,
        connections: 180,
        maxConnections: 300,
        connectionLimit: 240,
      },
      totals: { pods: 12, cpu: 30, memoryGiB: 80 },
      recovery: {
        tier: 1,
        retentionDays: 35,
        immutability: '14 d',
        replication: 'paired region',
        restoreTest: 'monthly',
        restoreMinutes: 42,
      },
      monthlyCost: {
        amount: 1840.5,
        currency: 'EUR',
        recoveryAmount: 420,
        items: [],
      },
    },
    expectation: {
      cluster: summary.placement.cluster,
      namespace: 'odoo-harbour-civil-production',
      partOf: 'harbour-civil-production',
      gitops: {
        kind: 'argo-cd',
        namespace: 'argocd',
        name: 'harbour-civil-production',
      },
      volumes: [],
      autoscalers: [],
      workloads: { web: { name: 'web', replicas: 3 } },
      certificates: ['erp'],
      externalSecrets: [],
      sleepSchedules: [],
      imageDigest: DIGEST,
      probes: observations.map(({ probe }) => probe),
    },
    observations,
  });
}

/** What the Kubernetes collector said about the web pods two minutes ago. */
export function observationOf(
  change: Partial<EnvironmentDetail['observations'][number]> = {},
): EnvironmentDetail['observations'][number] {
  return {
    probe: 'web.ready',
    area: 'application',
    status: 'ok',
    value: 3,
    unit: 'pods',
    threshold: '3 of 3',
    observedAt: minutesAgo(2),
    expiresAt: minutesAgo(-3),
    since: minutesAgo(125),
    source: {
      collector: 'kubernetes',
      scope: 'north-1',
      object: {
        kind: 'Deployment',
        namespace: 'odoo-harbour-civil-production',
        name: 'web',
      },
    },
    summary: '3 of 3 web pods are ready',
    required: true,
    stale: false,
    ...change,
  };
}
