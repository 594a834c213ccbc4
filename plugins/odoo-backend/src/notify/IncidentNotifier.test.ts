import { mockServices } from '@backstage/backend-test-utils';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import { NOW, rows } from '../__testUtils__/fleet';
import { migrate } from '../readModel/migrate';
import { SEVERITY } from '../readModel/ranks';
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

  /** All that there is: one environment of `a` and one of `b`, both on the same server. */
  const oneOfEach = async () => {
    const current = await knex('environments as e')
      .join('verdicts as v', 'v.environment', 'e.ref')
      .where('v.reassess_at', '>', NOW.toISOString())
      .orderBy('e.ref')
      .select('e.ref', 'e.owner');
    const refs = ['a', 'b'].map(
      name =>
        current.find(({ owner }) => owner === `group:default/${name}`).ref,
    );
    await knex('environments').whereNotIn('ref', refs).delete();
    await knex('verdicts').whereNotIn('environment', refs).delete();
    await knex('verdicts').update({
      cause_kind: 'database-server',
      cause_name: 'shared-1',
    });
    return refs;
  };
  const becomes = (ref: string, status: 'ok' | 'degraded' | 'critical') =>
    knex('verdicts')
      .where({ environment: ref })
      .update({ status, severity: SEVERITY[status] });

  it('reads words about an environment only as the owner of it', async () => {
    const [a, b] = await oneOfEach();
    await becomes(a, 'degraded');
    await becomes(b, 'degraded');
    await replica().run(NOW);
    sent.length = 0;
    await becomes(a, 'ok');
    await becomes(b, 'critical');
    await replica().run(NOW);
    expect(
      sent.map(({ recipients, payload }) => ({
        to: recipients.type === 'entity' && recipients.entityRef,
        description: payload.description,
      })),
    ).toEqual([
      {
        to: ['group:default/platform-engineers'],
        description: '1 environment',
      },
      { to: ['group:default/b'], description: 'summary' },
    ]);
  });

  it('hears of the next outage of what recovered while another did not', async () => {
    const [a, b] = await oneOfEach();
    const toA = () =>
      sent.filter(
        ({ recipients }) =>
          recipients.type === 'entity' &&
          recipients.entityRef.includes('group:default/a'),
      ).length;
    await becomes(b, 'critical');
    const seen: number[] = [];
    for (const status of ['critical', 'ok', 'critical', 'critical'] as const) {
      await becomes(a, status);
      await replica().run(NOW);
      seen.push(toA());
    }
    expect(seen).toEqual([1, 1, 2, 2]);
  });

  it('does not take what is muted for over', async () => {
    const [a, b] = await oneOfEach();
    await becomes(a, 'critical');
    await becomes(b, 'critical');
    await replica().run(NOW);
    sent.length = 0;
    await becomes(b, 'ok');
    await knex('acknowledgements').insert({
      id: 'mute',
      environment: a,
      kind: 'mute',
      reason: 'known',
      by_ref: 'user:default/ann',
      at: NOW.toISOString(),
      until: inSeconds(60).toISOString(),
      severity: SEVERITY.critical,
    });
    await replica().run(NOW);
    expect(sent.map(({ payload }) => payload)).toMatchObject([
      {
        title: 'Muted: Database server shared-1 is critical',
        description: '1 environment ok, 1 environment still not well but muted',
      },
    ]);
    sent.length = 0;
    await replica().run(inSeconds(30));
    expect(sent).toEqual([]);
    await replica().run(inSeconds(60));
    expect(sent.map(({ payload }) => payload.title)).toContain(
      'Database server shared-1 is critical',
    );
  });

  it('hears of all others although one can never be told', async () => {
    const failing = 'odoo-incident:cluster.aks-1';
    const notifier = replica(async options => {
      if (options.payload.scope === failing) throw new Error('refused');
      sent.push(options);
    });
    await replica().run(NOW);
    const all = scopes();
    expect(all).toContain(failing);
    sent.length = 0;
    await knex('incident_notices').delete();

    await notifier.run(NOW);
    expect(scopes()).toEqual(all.filter(scope => scope !== failing));
    sent.length = 0;
    await knex('incident_notices').whereNotNull('status').delete();
    await notifier.run(inSeconds(10));
    expect(scopes()).toEqual(all.filter(scope => scope !== failing));
  });

  it('is left in peace for a while when nobody can be told anything', async () => {
    let tries = 0;
    const notifier = replica(async () => {
      tries += 1;
      throw new Error('not installed');
    });
    await notifier.run(NOW);
    const first = tries;
    expect(first).toBeGreaterThan(1);
    await notifier.run(inSeconds(299));
    expect(tries).toBe(first);
    await notifier.run(inSeconds(300));
    expect(tries).toBeGreaterThan(first);
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
