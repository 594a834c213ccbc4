import { mockServices } from '@backstage/backend-test-utils';
import {
  EnvironmentQuery,
  STAGES,
  VERDICT_STATUSES,
  environmentQuerySchema,
} from '@plumbline/plugin-odoo-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import { EVIDENCE_RANK, SEVERITY, stageRank, versionRank } from './ranks';
import { EnvironmentPosition, listEnvironments } from './listEnvironments';
import { migrate } from './migrate';
import { EnvironmentRow, VerdictRow, batches } from './tables';

const NOW = new Date('2026-11-23T10:00:00Z');
const at = (minutes: number) =>
  new Date(NOW.getTime() + minutes * 60_000).toISOString();

/** What the list should be: one plain object for each environment, at `NOW`. */
interface Model {
  ref: string;
  tenant: string;
  stage: (typeof STAGES)[number];
  tier: number;
  region: string;
  cluster: string;
  owner: string;
  version: string;
  status: (typeof VERDICT_STATUSES)[number];
  evidence: keyof typeof EVIDENCE_RANK;
  observedAt: string;
}

const pick = <T>(values: readonly T[], index: number) =>
  values[index % values.length];

/** 300 environments in which every combination of ties occurs. */
function fleet() {
  return Array.from({ length: 300 }, (_, index) => {
    const tenant = `tenant-${Math.floor(index / STAGES.length)}`;
    const stage = pick(STAGES, index);
    const stored = pick(VERDICT_STATUSES, index * 7);
    const storedEvidence = pick(['fresh', 'partial'] as const, index);
    // Every fourth verdict has outlived its evidence; one exactly now.
    const reassessAt = index % 4 === 0 ? at(-(index % 8)) : at(1 + (index % 5));
    const past = reassessAt <= NOW.toISOString();
    const model: Model = {
      ref: `${tenant}/${stage}`,
      tenant,
      stage,
      tier: 1 + (index % 4),
      region: pick(['northeurope', 'westeurope'], index),
      cluster: pick(['aks-1', 'aks-2', 'aks_3'], index),
      owner: `group:default/${pick(['a', 'b', 'c'], index)}`,
      version: pick(
        ['18.0-2026.9.1', '18.0-2026.11.1', '17.0-2026.11.1'],
        index,
      ),
      status: past ? 'unknown' : stored,
      evidence: past ? 'stale' : storedEvidence,
      observedAt: index % 11 === 0 ? '' : at(-(index % 13)),
    };
    return { model, stored, storedEvidence, reassessAt };
  });
}

const rows = (): {
  environments: EnvironmentRow[];
  verdicts: VerdictRow[];
} => ({
  environments: fleet().map(({ model }) => ({
    ref: model.ref,
    tenant: model.tenant,
    stage: model.stage,
    stage_rank: stageRank(model.stage),
    tier: model.tier,
    tenancy: 'dedicated',
    region: model.region,
    cluster: model.cluster,
    database_server: 'own',
    owner: model.owner,
    golden_path: '1.0',
    release_version: model.version,
    release_rank: versionRank(model.version),
    release_digest: 'sha256:0',
    release_since: at(0),
    search: `${model.ref} ${model.cluster} ${model.owner}`,
    probes: '[]',
    document: '{}',
    digest: '',
  })),
  verdicts: fleet().map(({ model, stored, storedEvidence, reassessAt }) => ({
    environment: model.ref,
    status: stored,
    severity: SEVERITY[stored],
    evidence: storedEvidence,
    evidence_rank: EVIDENCE_RANK[storedEvidence],
    observed_at: model.observedAt || null,
    since: at(-100),
    reassess_at: reassessAt,
    document: JSON.stringify({
      status: stored,
      evidence: storedEvidence,
      coverage: { collected: 1, required: 1 },
      summary: 'summary',
      riskAhead: [],
    }),
  })),
});

const compare = (a: string | number, b: string | number) => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const SORT_VALUE: Record<string, (model: Model) => string | number> = {
  environment: ({ ref }) => ref,
  verdict: ({ status }) => SEVERITY[status],
  tier: ({ tier }) => tier,
  stage: ({ stage }) => STAGES.indexOf(stage),
  version: ({ version }) =>
    ['17.0-2026.11.1', '18.0-2026.9.1', '18.0-2026.11.1'].indexOf(version),
  evidence: ({ evidence }) => EVIDENCE_RANK[evidence],
  observedAt: ({ observedAt }) => observedAt,
};

function naive(query: EnvironmentQuery, owner?: string) {
  const among = (values: readonly unknown[] | undefined, value: unknown) =>
    values === undefined || values.includes(value);
  const readable = fleet()
    .map(({ model }) => model)
    .filter(
      model =>
        (owner === undefined || model.owner === owner) &&
        among(query.tenant, model.tenant) &&
        among(query.stage, model.stage) &&
        among(query.tier, model.tier) &&
        among(query.region, model.region) &&
        among(query.cluster, model.cluster) &&
        among(query.evidence, model.evidence) &&
        (query.q ?? '')
          .toLowerCase()
          .split(/\s+/)
          .every(word =>
            `${model.ref} ${model.cluster} ${model.owner}`.includes(word),
          ),
    );
  const key = query.sort.replace(/^-/, '');
  const direction = query.sort.startsWith('-') ? -1 : 1;
  const value = SORT_VALUE[key];
  const refs = readable
    .filter(({ status }) => among(query.verdict, status))
    .sort(
      (a, b) =>
        direction * compare(value(a), value(b)) || compare(a.ref, b.ref),
    )
    .map(({ ref }) => ref);
  const counts = Object.fromEntries(
    VERDICT_STATUSES.map(status => [
      status,
      readable.filter(model => model.status === status).length,
    ]),
  );
  return { refs, counts };
}

/** Mostly absent: lists that every filter narrows are all empty. */
const rarely = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: value },
  );

const some = <T>(values: readonly T[]) =>
  rarely(fc.subarray([...values], { minLength: 1 }));

const queries = fc
  .record(
    {
      tenant: some(['tenant-1', 'tenant-2', 'tenant-10', 'nobody']),
      stage: some(STAGES),
      tier: some([1, 2, 3, 4]),
      verdict: some(VERDICT_STATUSES),
      evidence: some(['fresh', 'partial', 'stale', 'missing']),
      region: some(['northeurope', 'westeurope']),
      cluster: some(['aks-1', 'aks-2', 'aks_3']),
      q: rarely(fc.constantFrom('TENANT-1', 'aks_3', '%', 'qa group', "o'")),
      limit: fc.integer({ min: 1, max: 200 }),
      sort: fc.constantFrom(
        ...Object.keys(SORT_VALUE).flatMap(key => [key, `-${key}`]),
      ),
    },
    { requiredKeys: ['sort', 'limit'] },
  )
  .map(query => environmentQuerySchema.parse(query));

const databases = testDatabases();
jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())('listEnvironments on %s', engine => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await migrate(
      mockServices.database.mock({
        getClient: async () => databases.init(engine),
      }),
    );
    const { environments, verdicts } = rows();
    for (const batch of batches(environments)) {
      await knex('environments').insert(batch);
    }
    for (const batch of batches(verdicts)) await knex('verdicts').insert(batch);
  });

  it('agrees with a plain model on filters, sorts, pages and counts', async () => {
    await fc.assert(
      fc.asyncProperty(
        queries,
        fc.constantFrom(undefined, 'group:default/a'),
        async (query, owner) => {
          const expected = naive(query, owner);
          const refs: string[] = [];
          let after: EnvironmentPosition | undefined;
          do {
            const page = await listEnvironments(knex, query, {
              readable: owner ? { field: 'owner', values: [owner] } : 'all',
              after,
              now: NOW,
            });
            expect(page.total).toBe(expected.refs.length);
            expect(page.counts).toEqual(expected.counts);
            expect(page.items.length).toBeLessThanOrEqual(query.limit);
            refs.push(
              ...page.items.map(({ tenant, stage }) => `${tenant}/${stage}`),
            );
            // Pages that overlap would never end.
            expect(refs.length).toBeLessThanOrEqual(expected.refs.length);
            after = page.next;
          } while (after);
          expect(refs).toEqual(expected.refs);
        },
      ),
      { numRuns: 100 },
    );
  });
});
