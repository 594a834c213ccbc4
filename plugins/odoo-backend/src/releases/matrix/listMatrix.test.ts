import { mockServices } from '@backstage/backend-test-utils';
import {
  DEPLOYMENT_OUTCOMES,
  MatrixQuery,
  Stage,
  Tier,
  matrixQuerySchema,
  ringOf,
} from '@plumbline/plugin-odoo-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { testDatabases } from '../../__testUtils__/databases';
import {
  HELD_UNTIL,
  NOW,
  at,
  fleet,
  pick,
  rows,
} from '../../__testUtils__/fleet';
import { platform } from '../../__testUtils__/platform';
import { batches, migrate } from '../../readModel';
import { DeploymentRow } from '../tables';
import { listMatrix } from './listMatrix';

const databases = testDatabases();
jest.setTimeout(120_000);
const { rings } = platform;

/** Every seventh has not been entered, every fifth is of another release than the environment has. */
const deployed = fleet().map(({ model }, index) => {
  const outcome = pick(DEPLOYMENT_OUTCOMES, index);
  const stale = index % 5 === 0;
  const row: DeploymentRow = {
    id: model.ref,
    environment: model.ref,
    tier: model.tier,
    release_version: stale ? '18.0-2026.1.1' : model.version,
    change_id: null,
    applied_at: at(-90),
    outcome,
    failed_at: outcome === 'failed' ? at(-60) : null,
    restored_at: outcome === 'failed' ? at(-30) : null,
    ended_at: outcome === 'failed' ? at(-60) : null,
    followed_at: null,
    settled_at: null,
    document: '{}',
  };
  const known = index % 7 !== 0;
  return { model, row: known ? row : undefined, drifted: index % 3 === 0 };
});

const cells = deployed.map(({ model, row, drifted }) => ({
  ...model,
  ring: ringOf(
    rings,
    { tenant: model.tenant, stage: model.stage as Stage },
    model.tier as Tier,
  )?.name,
  outcome: row?.release_version === model.version ? row.outcome : 'unknown',
  drifted,
}));

function naive(query: MatrixQuery, owner?: string) {
  const readable = cells.filter(cell => !owner || cell.owner === owner);
  const tenants = readable
    .filter(
      cell =>
        (query.ring ?? cell.ring) === cell.ring &&
        (query.version ?? cell.version) === cell.version &&
        (query.outcome ?? cell.outcome) === cell.outcome &&
        (!query.drift || cell.drifted) &&
        (!query.q || cell.ref.includes(query.q)),
    )
    .map(({ tenant }) => tenant);
  return { readable, tenants: [...new Set(tenants)].sort() };
}

const maybe = <T>(...values: T[]) =>
  fc.constantFrom<T | undefined>(undefined, undefined, ...values);
const queries = fc
  .record({
    ring: maybe(...rings.map(({ name }) => name), 'none'),
    version: maybe('18.0-2026.9.1', '18.0-2026.11.1'),
    outcome: maybe(...DEPLOYMENT_OUTCOMES),
    drift: maybe('any'),
    q: maybe('tenant-1', 'staging', '%'),
    limit: fc.integer({ min: 1, max: 60 }),
  })
  .map(query => matrixQuerySchema.parse(query));

describe.each(databases.eachSupportedId())('listMatrix on %s', engine => {
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
    const known = deployed.flatMap(({ row }) => row ?? []);
    for (const batch of batches(known)) await knex('deployments').insert(batch);
    const drift = deployed.map(({ model, drifted }, index) => ({
      environment: model.ref,
      probe: 'image.digest',
      // What is past its time is no drift that is there now.
      status: drifted || index % 3 === 1 ? 'critical' : 'ok',
      observed_at: at(-2),
      expires_at: drifted ? at(5) : at(-1),
      since: at(-2),
      document: '{}',
    }));
    for (const batch of batches(drift))
      await knex('observations').insert(batch);
  });

  it('agrees with a plain model on filters, pages, permissions and counts', async () => {
    await fc.assert(
      fc.asyncProperty(
        queries,
        fc.constantFrom(undefined, 'group:default/a'),
        async (query, owner) => {
          const { readable, tenants } = naive(query, owner);
          const seen: string[] = [];
          let after: string | undefined;
          do {
            const page = await listMatrix(knex, query, {
              readable: owner ? { field: 'owner', values: [owner] } : 'all',
              rings,
              after,
              now: NOW,
            });
            expect(page.total).toBe(tenants.length);
            for (const { tenant, cells: shown } of page.items) {
              seen.push(tenant);
              expect(
                shown.map(cell => [
                  cell.stage,
                  cell.ring,
                  cell.outcome,
                  cell.drift.length > 0,
                  cell.verdict,
                  cell.heldUntil,
                ]),
              ).toEqual(
                readable
                  .filter(cell => cell.tenant === tenant)
                  .map(cell => [
                    cell.stage,
                    cell.ring,
                    cell.outcome,
                    cell.drifted,
                    cell.status,
                    cell.tier === 1 ? HELD_UNTIL : undefined,
                  ]),
              );
            }
            for (const { name, environments, ...more } of page.rings) {
              const of = readable.filter(({ ring }) => ring === name);
              expect(environments).toBe(of.length);
              // Only those whose end is known count, and here only failed ones have one.
              const failed = deployed.some(
                ({ model, row }) =>
                  row?.outcome === 'failed' &&
                  of.some(({ ref }) => ref === model.ref),
              );
              expect(more).toMatchObject(
                failed ? { failureRate: 1, timeToRestore: 'PT30M' } : {},
              );
            }
            for (const { version, failed } of page.releases) {
              expect(failed).toBe(
                readable.filter(
                  cell => cell.version === version && cell.outcome === 'failed',
                ).length,
              );
            }
            expect(seen.length).toBeLessThanOrEqual(tenants.length);
            after = page.next;
          } while (after);
          expect(seen).toEqual(tenants);
        },
      ),
      { numRuns: 40 },
    );
  });
});
