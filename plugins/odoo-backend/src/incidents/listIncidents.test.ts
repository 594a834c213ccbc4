import { mockServices } from '@backstage/backend-test-utils';
import { NOT_WELL } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import { Model, NOW, fleet, rows } from '../__testUtils__/fleet';
import { migrate } from '../readModel/migrate';
import { SEVERITY } from '../readModel/ranks';
import { batches } from '../readModel/tables';
import { IncidentPosition, listIncidents } from './listIncidents';

const databases = testDatabases();
jest.setTimeout(60_000);

const byName = (id: string) => id.replaceAll('~', '/');

/** What the list should be, the worst first, then the most environments, then by id. */
function expected(owner?: string) {
  const groups = new Map<string, Model[]>();
  for (const { model } of fleet()) {
    if (owner !== undefined && model.owner !== owner) continue;
    if (!NOT_WELL.has(model.status) || !model.incident) continue;
    groups.set(model.incident, [...(groups.get(model.incident) ?? []), model]);
  }
  const worst = (models: readonly Model[]) =>
    Math.max(...models.map(({ status }) => SEVERITY[status]));
  return [...groups]
    .sort(
      ([a, of], [b, other]) =>
        worst(other) - worst(of) ||
        other.length - of.length ||
        (byName(a) < byName(b) ? -1 : 1),
    )
    .map(([id, models]) => ({
      id,
      severity: worst(models),
      total: models.length,
      since: models.map(({ since }) => since).sort()[0],
      named: models
        .sort(
          (a, b) =>
            SEVERITY[b.status] - SEVERITY[a.status] || (a.ref < b.ref ? -1 : 1),
        )
        .slice(0, 20)
        .map(({ ref }) => ref),
    }));
}

describe.each(databases.eachSupportedId())('incidents on %s', engine => {
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

  it.each([undefined, 'group:default/a'])(
    'group by cause what %s may read, page by page',
    async owner => {
      const found = [];
      let after: IncidentPosition | undefined;
      do {
        const page = await listIncidents(
          knex,
          { limit: 7 },
          {
            readable: owner ? { field: 'owner', values: [owner] } : 'all',
            after,
            now: NOW,
          },
        );
        expect(page.total).toBe(expected(owner).length);
        found.push(...page.items);
        after = page.next;
      } while (after);
      expect(
        found.map(({ id, status, total, since, environments }) => ({
          id,
          severity: SEVERITY[status],
          total,
          since,
          named: environments,
        })),
      ).toEqual(expected(owner));
    },
  );
});
