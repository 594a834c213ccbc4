import { Deployment } from '@plumbline/plugin-odoo-common';
import { stringify } from 'yaml';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { release } from '../../__testUtils__/documents';
import { later, useClock } from '../../__testUtils__/useClock';
import { releaseRecord } from '../ReleaseRecord';
import { arrived, recordArrival } from './recordArrival';

const databases = testDatabases();
jest.setTimeout(60_000);

const NEXT = '18.0-2026.12.1';
const next = stringify({
  ...release,
  metadata: { name: NEXT },
  spec: { ...release.spec, releasedAt: '2026-11-22T08:00:00Z' },
});
const QA = 'harbour-civil/qa';
const PRODUCTION = 'harbour-civil/production';

describe.each(databases.eachSupportedId())('deployments on %s', engine => {
  let world: ChangeWorld;
  beforeEach(async () => {
    useClock('2026-11-23T10:00:00Z');
    world = await ChangeWorld.start(databases, engine);
    await world.drive();
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  /** The newest first. */
  const of = async (environment: string): Promise<Deployment[]> => {
    await world.odoo.run('deployments:settle');
    const rows = await world
      .knex('deployments')
      .where({ environment })
      .orderByRaw('case when followed_at is null then 0 else 1 end')
      .select('document');
    return rows.map(({ document }) => JSON.parse(document));
  };
  const see = async (status: 'ok' | 'critical') => {
    const [{ id }] = world.remote.log();
    world.collector.answer(
      'aks-north-1',
      'ok',
      { value: id },
      { 'web.ready': { status, summary: `web is ${status}` } },
    );
    await world.odoo.collect('fake:aks-north-1', 'git:registry');
  };

  it('what was there before is no finding, and verified only once it was seen to be well', async () => {
    expect(await of(QA)).toEqual([
      expect.objectContaining({ kind: 'create', outcome: 'unknown' }),
    ]);
    later(1);
    await see('ok');
    const [seen] = await of(QA);
    expect(seen).toMatchObject({
      outcome: 'verified',
      verifiedAt: '2026-11-23T10:01:00.000Z',
    });
    expect(seen.change).toBeUndefined();
  });

  it('a release that comes past the portal is entered as such', async () => {
    await of(QA);
    const file = `environments/${QA}/environment.yaml`;
    const before = world.remote.show(file);
    world.remote.push({
      [`releases/${NEXT}.yaml`]: next,
      [file]: before.replaceAll(release.metadata.name, NEXT),
    });
    await world.odoo.collect();
    expect(await of(QA)).toEqual([
      expect.objectContaining({
        kind: 'unledgered',
        release: NEXT,
        from: release.metadata.name,
        outcome: 'running',
      }),
      expect.objectContaining({ kind: 'create' }),
    ]);

    const record = releaseRecord(world.knex);
    const former = await record.deploymentsOf(release.metadata.name);
    expect(
      former.find(({ environment }) => environment === QA)?.until,
    ).toBeDefined();
    expect(
      (await record.deploymentsOf(NEXT)).map(({ until }) => until),
    ).toEqual([undefined]);
    await world.knex('environments').where({ ref: QA }).delete();
    expect((await record.deploymentsOf(NEXT))[0].until).toBeDefined();
  });

  it('of a change that another release follows: what is seen then is no evidence of it', async () => {
    const change = await world.proposed('ann');
    await world.approve('mia', change);
    await world.until(change, 'reconciling');
    later(1);
    await world.knex.transaction(trx =>
      recordArrival(trx, {
        id: 'next',
        tier: 1,
        deployment: arrived({
          environment: PRODUCTION,
          release: NEXT,
          kind: 'promote',
          appliedAt: new Date().toISOString(),
        }),
      }),
    );
    later(1);
    await see('ok');
    const ended = await world.until(change, 'done');
    expect(ended.timeline.at(-1)?.note).toBe(
      `Replaced by ${NEXT} before it was seen to be well`,
    );
  });

  it('of a change that is rolled back before it arrived: failed, by whom', async () => {
    const change = await world.proposed('ann');
    await world.approve('mia', change);
    await world.until(change, 'reconciling');
    later(1);
    await world.knex.transaction(trx =>
      recordArrival(trx, {
        id: 'back',
        tier: 1,
        deployment: arrived({
          environment: PRODUCTION,
          release: NEXT,
          change: 'back',
          kind: 'roll-back',
          appliedAt: new Date().toISOString(),
        }),
      }),
    );
    expect((await of(PRODUCTION)).at(-1)).toMatchObject({
      change: change.id,
      outcome: 'failed',
      failedAt: '2026-11-23T10:01:00.000Z',
      because: 'Rolled back by back',
    });
  });

  it('of a change: verified when it is done, failed when it breaks in the day after, restored when it is well', async () => {
    const change = await world.proposed('ann');
    await world.approve('mia', change);
    await world.until(change, 'reconciling');
    expect(await of(PRODUCTION)).toEqual([
      expect.objectContaining({ change: change.id, outcome: 'running' }),
    ]);
    later(2);
    await see('ok');
    await world.until(change, 'done');
    const [verified] = await of(PRODUCTION);
    expect(verified).toMatchObject({
      outcome: 'verified',
      verifiedAt: '2026-11-23T10:02:00.000Z',
      // Two days: the soak of its ring.
      continuity: { verdict: 'pending', until: '2026-11-25T10:02:00.000Z' },
    });
    later(60);
    await see('critical');
    expect((await of(PRODUCTION))[0]).toMatchObject({
      outcome: 'failed',
      failedAt: '2026-11-23T11:02:00.000Z',
      because: 'web.ready: web is critical',
    });
    later(30);
    await see('ok');
    // It may crash again in a moment.
    expect((await of(PRODUCTION))[0].restoredAt).toBeUndefined();
    // Seen all along: a gap would count from its end.
    for (let minutes = 0; minutes < 10; minutes += 2) {
      later(2);
      await see('ok');
    }
    expect((await of(PRODUCTION))[0]).toMatchObject({
      outcome: 'failed',
      restoredAt: '2026-11-23T11:32:00.000Z',
    });
    const open = await world.knex('deployments').whereNull('settled_at');
    expect(open).toEqual([]);
  });
});
