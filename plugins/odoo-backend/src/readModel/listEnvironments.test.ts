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
import { Model, NOW, fleet, rows } from '../__testUtils__/fleet';
import { EVIDENCE_RANK, SEVERITY } from './ranks';
import { EnvironmentPosition, listEnvironments } from './listEnvironments';
import { migrate } from './migrate';
import { batches } from './tables';

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
        among(query.databaseServer, model.databaseServer) &&
        among(query.goldenPath, model.goldenPath) &&
        among(query.owner, model.owner) &&
        (query.incident === undefined || query.incident === model.incident) &&
        (query.changedWithin === undefined ||
          [model.since, model.changedAt].some(
            at => Date.parse(at) >= NOW.getTime() - 60 * 60_000,
          )) &&
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
      databaseServer: some(['own', 'shared-1']),
      goldenPath: some(['1.0', '1.1']),
      owner: some(['group:default/a', 'group:default/b']),
      incident: rarely(
        fc.constantFrom(
          'cluster.aks-1',
          'source.kubernetes~aks-2',
          'database-server.shared-1',
          'nothing',
        ),
      ),
      changedWithin: rarely(fc.constant('PT1H')),
      q: rarely(fc.constantFrom('TENANT-1', 'aks_3', '%', 'qa group', "o'")),
      limit: fc.integer({ min: 1, max: 200 }),
      sort: fc.constantFrom(
        ...Object.keys(SORT_VALUE).flatMap(key => [key, `-${key}`]),
      ),
    },
    { requiredKeys: ['sort', 'limit'] },
  )
  .map(query => environmentQuerySchema.parse(query));

const incidents = new Map(
  fleet().map(({ model }) => [model.ref, model.incident]),
);

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
            for (const { tenant, stage, incident } of page.items) {
              expect(incident).toBe(incidents.get(`${tenant}/${stage}`));
            }
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
