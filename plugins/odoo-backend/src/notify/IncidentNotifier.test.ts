import { mockServices } from '@backstage/backend-test-utils';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import { NOW, rows } from '../__testUtils__/fleet';
import { migrate } from '../readModel/migrate';
import { batches } from '../readModel/tables';
import { IncidentNotifier } from './IncidentNotifier';
import { readOpenIncidents } from './readOpenIncidents';

const databases = testDatabases();
jest.setTimeout(60_000);

const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe.each(databases.eachSupportedId())('who is told on %s', engine => {
  let knex: Knex;
  let sent: NotificationSendOptions[];

  beforeEach(async () => {
    sent = [];
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

  const scopes = () => sent.map(({ payload }) => payload.scope ?? '').sort();
  const replica = (
    send = async (options: NotificationSendOptions) => {
      sent.push(options);
    },
  ) =>
    new IncidentNotifier({
      knex,
      service: { send },
      platform: ['group:default/platform-engineers'],
      logger: mockServices.logger.mock(),
    });

  it('hears of each incident once, however many replicas tell', async () => {
    const open = await readOpenIncidents(knex, NOW);
    const unsettled = open.filter(({ members }) =>
      members.every(
        ({ status, since }) =>
          status === 'unknown' && since > inSeconds(-120).toISOString(),
      ),
    );
    await Promise.all([replica().run(NOW), replica().run(NOW)]);
    await replica().run(NOW);
    expect(scopes()).toEqual(
      open
        .filter(incident => !unsettled.includes(incident))
        .map(({ id }) => `odoo-incident:${id}`)
        .sort(),
    );
    expect(sent.length).toBeGreaterThan(10);
  });

  it('hears no better news of the end than is true', async () => {
    await replica().run(NOW);
    const about = ({ payload }: NotificationSendOptions) =>
      payload.scope === 'odoo-incident:database-server.shared-1';
    expect(sent.filter(about)).toHaveLength(1);
    sent.length = 0;
    const refs: string[] = await knex('verdicts')
      .where({ cause_kind: 'database-server' })
      .where('reassess_at', '>', NOW.toISOString())
      .orderBy('environment')
      .pluck('environment');
    const [gone, asleep, other, expired, ...fine] = refs;
    await knex('environments').where({ ref: gone }).delete();
    await knex('verdicts').where({ environment: gone }).delete();
    const becomes = (ref: string | string[], change: object) =>
      knex('verdicts').whereIn('environment', [ref].flat()).update(change);
    await becomes(asleep, { status: 'asleep', severity: 1 });
    await becomes(other, { cause_kind: 'environment', cause_name: other });
    // Nobody has judged it since its evidence expired: what is stored is not known any more.
    await becomes(expired, {
      status: 'ok',
      severity: 0,
      reassess_at: inSeconds(-300).toISOString(),
    });
    await becomes(fine, { status: 'ok', severity: 0 });
    await replica().run(NOW);
    expect(
      sent.filter(about).map(({ payload }) => payload.description),
    ).toEqual([
      `${fine.length} environments ok, 1 environment asleep, 2 environments not well for another cause, 1 environment no longer there`,
    ]);
  });

  it('hears from another replica what one that was killed was about to tell', async () => {
    // Killed between its claim and the answer.
    const killed = replica(() => new Promise(() => {}));
    const began = killed.run(NOW);
    await expect(
      Promise.race([
        began,
        new Promise(resolve => setTimeout(resolve, 500, 'still waiting')),
      ]),
    ).resolves.toBe('still waiting');

    await replica().run(inSeconds(1));
    const [claimed]: string[] = await knex('incident_notices')
      .whereNull('status')
      .pluck('incident');
    expect(scopes()).not.toContain(`odoo-incident:${claimed}`);
    await replica().run(inSeconds(61));
    expect(
      scopes().filter(scope => scope === `odoo-incident:${claimed}`),
    ).toHaveLength(1);
  });
});
