import { mockCredentials } from '@backstage/backend-test-utils';
import {
  Change,
  RolloutDetail,
  rolloutDetailSchema,
} from '@plumbline/plugin-odoo-common';
import { evidentReleaseOf } from '@plumbline/plugin-odoo-common/testUtils';
import { stringify } from 'yaml';
import { ChangeWorld } from '../__testUtils__/ChangeWorld';
import { testDatabases } from '../__testUtils__/databases';
import { environmentFiles, release } from '../__testUtils__/documents';
import { later, useClock } from '../__testUtils__/useClock';
import { RolloutStore } from './RolloutStore';

const databases = testDatabases();
jest.setTimeout(120_000);

const NEXT = '18.0-2026.12.1';
const next = evidentReleaseOf(NEXT, {
  ...release.spec,
  digest: `sha256:${'b'.repeat(64)}`,
  schemaClass: 'none',
  releasedAt: '2026-11-22T08:00:00Z',
});
const [CIVIL, RAIL, PORT] = [
  'harbour-civil/qa',
  'harbour-rail/qa',
  'harbour-port/qa',
];
const asked = {
  release: NEXT,
  ring: 'development',
  reason: 'November release',
  soak: 'PT30M',
  failureBudget: 0,
};

describe.each(databases.eachSupportedId())('rollouts on %s', engine => {
  let world: ChangeWorld;
  beforeEach(async () => {
    useClock('2026-11-23T10:00:00Z');
    world = await ChangeWorld.start(databases, engine, {
      files: {
        [`releases/${NEXT}.yaml`]: stringify(next),
        ...environmentFiles(CIVIL, {
          data: { databaseGiB: 5, filestoreGiB: 5 },
        }),
        ...environmentFiles(RAIL, {
          owner: 'group:default/harbour-rail-erp',
          hostnames: ['rail.odoo.example'],
          data: { databaseGiB: 9, filestoreGiB: 5 },
        }),
        ...environmentFiles(PORT, {
          hostnames: ['port.odoo.example'],
          data: { databaseGiB: 7, filestoreGiB: 5 },
        }),
      },
    });
    await world.drive();
    await see({});
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  /** Everything is well but what is named. */
  async function see(bad: Record<string, boolean>): Promise<void> {
    const [{ id }] = world.remote.log();
    world.collector.answers.set('aks-north-1', environments => ({
      observations: environments.flatMap(environment =>
        (['gitops.sync', 'web.ready'] as const).map(probe => ({
          environment,
          probe,
          status:
            probe === 'web.ready' &&
            bad[`${environment.tenant}/${environment.stage}`]
              ? ('critical' as const)
              : ('ok' as const),
          summary: `${probe} as told`,
          ...(probe === 'gitops.sync' && { value: id }),
        })),
      ),
      observedAt: new Date(),
      upstreamCalls: 1,
      problems: [],
    }));
    await world.odoo.collect('fake:aks-north-1', 'git:registry');
  }

  const begin = (body: object = {}, key?: string, person = 'mia') =>
    world.call(
      mockCredentials.user.header(`user:default/${person}`),
      'post',
      '/rollouts',
      { ...asked, ...body },
      key ? { 'Idempotency-Key': key } : {},
    );
  const read = async (id: string, person = 'mia'): Promise<RolloutDetail> =>
    (await world.as(person, 'get', `/rollouts/${id}`)).body;
  const steps = ({ items }: RolloutDetail) =>
    items.map(({ environment, step }) => `${environment} ${step}`);

  async function amendChange(
    id: string,
    more: (change: Change) => Partial<Change>,
  ): Promise<void> {
    const row = () => world.knex('changes').where({ id });
    const change = JSON.parse((await row().first('document')).document);
    const document = JSON.stringify({ ...change, ...more(change) });
    await row().update({ document });
  }

  /** Lets the schedule pass until no change is in one of the states. */
  async function leave(...states: Change['state'][]): Promise<void> {
    for (let round = 0; round < 100; round++) {
      await world.drive();
      const left = await world.knex('changes').whereIn('state', states);
      if (left.length === 0) return;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error(`Some changes stay ${states.join(' or ')}`);
  }

  /** Everything goes as far as it does by itself, with the environments as they are told. */
  async function pass(bad: Record<string, boolean> = {}): Promise<void> {
    await world.odoo.run('rollouts:drive');
    await leave('proposed', 'gated', 'approved', 'applied');
    later(2);
    await see(bad);
    await leave('reconciling');
    await world.odoo.run('deployments:settle');
    await world.odoo.run('rollouts:drive');
  }

  it('is one of a release and a ring, however many begin it at once, until it is over', async () => {
    const begun = await Promise.all(
      ['mia', 'max', 'mia', 'max'].map(person => begin({}, undefined, person)),
    );
    expect(begun.map(({ status }) => status).sort()).toEqual([
      201, 409, 409, 409,
    ]);
    const { items } = (await world.as('mia', 'get', '/rollouts')).body;
    expect(items).toHaveLength(1);
    // Another portal has looked for open ones a moment before.
    const store = new RolloutStore(world.knex, () => {});
    const { rollout } = await store.get(items[0].id);
    await expect(store.insert({ ...rollout, id: 'other' })).rejects.toThrow(
      `Another rollout brings ${NEXT} to development already`,
    );
    const stopped = await world.as(
      'mia',
      'post',
      `/rollouts/${items[0].id}/stop`,
      {
        reason: 'Not today',
      },
    );
    expect(stopped.status).toBe(200);
    expect((await begin()).status).toBe(201);
  });

  it('brings a release to a ring, the smaller first, a batch after the soak of the one before', async () => {
    const dry = await begin({ dryRun: true });
    expect(dry.status).toBe(200);
    expect((await world.as('mia', 'get', '/rollouts')).body.total).toBe(0);

    const first = await begin({}, 'key-1');
    expect(first.status).toBe(201);
    const again = await begin({}, 'key-1');
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
    expect((await begin()).status).toBe(409);
    expect((await begin({ dryRun: true })).status).toBe(409);
    const { id } = first.body;
    expect(rolloutDetailSchema.parse(first.body)).toEqual(first.body);
    expect(steps(first.body)).toEqual([
      `${CIVIL} waiting`,
      `${PORT} waiting`,
      `${RAIL} waiting`,
    ]);

    await pass();
    const one = await read(id);
    expect(steps(one)).toEqual([
      `${CIVIL} verified`,
      `${PORT} waiting`,
      `${RAIL} waiting`,
    ]);
    expect(one.soaksUntil).toBe('2026-11-23T10:32:00.000Z');
    const change: Change = (
      await world.as('mia', 'get', `/changes/${one.items[0].change}`)
    ).body;
    expect(change).toMatchObject({
      kind: 'promote',
      parent: id,
      requester: 'user:default/mia',
      state: 'done',
    });
    // None was needed, so none was taken: only a gate that names a moment found one.
    const shown = async () =>
      (await world.as('mia', 'get', `/releases/${NEXT}`)).body;
    expect((await shown()).restorePoints).toEqual([]);
    const point = '2026-11-23T09:58:00.000Z';
    await amendChange(change.id!, ({ gates }) => ({
      gates: gates.map(gate =>
        gate.id === 'restore-point' ? { ...gate, at: point } : gate,
      ),
    }));
    expect((await shown()).restorePoints).toMatchObject([
      { environment: CIVIL, at: point, change: change.id },
    ]);
    expect((await shown()).rings[0].rollout).toBe(id);
    await pass();
    expect(steps(await read(id))[1]).toBe(`${PORT} waiting`);
    later(30);
    await see({});
    await pass();
    expect(steps(await read(id))[1]).toBe(`${PORT} verified`);
    // One who sees only their own environments learns how many others there are.
    const seen = await read(id, 'rail');
    expect([steps(seen), seen.hidden]).toEqual([[`${RAIL} waiting`], 2]);
    expect(seen.actions.stop.allowed).toBe(true);
    expect(seen.actions.resume).toMatchObject({ allowed: false });
    const { items } = (await world.as('rail', 'get', '/rollouts')).body;
    expect(items).toMatchObject([{ id, steps: { waiting: 1 } }]);
  });

  it('offers to leave out whatever can still be left out', async () => {
    const { id } = (await begin({ batch: 3 })).body;
    await world.odoo.run('rollouts:drive');
    await leave('proposed', 'gated', 'approved', 'applied');
    await world.odoo.run('rollouts:drive');
    const { actions, items } = await read(id);
    expect(actions.skip).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('roll it back'),
    });
    await amendChange(items[2].change!, () => ({ state: 'awaiting-approval' }));
    expect((await read(id)).actions.skip).toEqual({ allowed: true });
    // To who may read none of them it is not there.
    const own = () => world.knex('environments').where({ ref: RAIL });
    expect(steps(await read(id, 'rail'))).toHaveLength(1);
    await own().update({ owner: 'group:default/others' });
    const path = `/rollouts/${id}`;
    expect((await world.as('rail', 'get', path)).status).toBe(404);
  });

  it('pauses when one fails, goes on past its budget by somebody else alone, and stops', async () => {
    const { id } = (await begin()).body;
    await pass();
    later(10);
    await see({ [CIVIL]: true });
    await pass({ [CIVIL]: true });
    const paused = await read(id);
    expect(paused).toMatchObject({
      state: 'paused',
      failures: 1,
      because: '1 failed, and its budget is 0',
    });
    expect(paused.items[0]).toMatchObject({
      step: 'failed',
      note: 'web.ready: web.ready as told',
    });
    const reason = { reason: 'Known and harmless' };
    const resume = (person: string) =>
      world.as(person, 'post', `/rollouts/${id}/resume`, reason);
    expect((await resume('rail')).status).toBe(403);
    const raw = world.knex.raw.bind(world.knex);
    await world
      .knex('rollouts')
      .where({ id })
      .update({
        document: raw('replace(document, ?, ?)', [
          `${paused.because}`,
          `${CIVIL}: web is down`,
        ]),
      });
    const becauseTo = async (person: string) =>
      (await world.as(person, 'get', '/rollouts')).body.items[0].because;
    expect(await becauseTo('mia')).toBe(`${CIVIL}: web is down`);
    expect(await becauseTo('rail')).toMatch(/may not read/);
    expect((await read(id, 'rail')).because).toMatch(/may not read/);
    expect((await resume('mia')).status).toBe(403);
    expect((await resume('max')).body.state).toBe('running');
    const skip = await world.as('max', 'post', `/rollouts/${id}/skip`, {
      environment: PORT,
      ...reason,
    });
    expect(steps(skip.body)[1]).toBe(`${PORT} skipped`);
    // Who may read one of the environments reads nothing of the others.
    const shown = await world.as('rail', 'get', `/rollouts/${id}`);
    expect(shown.body.timeline).toContainEqual(
      expect.objectContaining({
        note: expect.stringContaining('may not read'),
      }),
    );
    expect(JSON.stringify(shown.body)).not.toContain('harbour-port');
    const stop = await world.as('max', 'post', `/rollouts/${id}/stop`, reason);
    expect([stop.body.state, ...steps(stop.body)]).toEqual([
      'stopped',
      `${CIVIL} failed`,
      `${PORT} skipped`,
      `${RAIL} skipped`,
    ]);
    expect(world.audit).toEqual(
      expect.arrayContaining([
        'rollout-propose success',
        'change-propose success',
        'rollout-paused success',
        'rollout-resume fail',
        'rollout-resume success',
        'rollout-skip success',
        'rollout-stop success',
      ]),
    );
  });

  it('says what is wrong with what is asked for', async () => {
    const wrong = await begin({ release: '18.0-2027.1.1', ring: 'moon' });
    expect(wrong.status).toBe(400);
    expect(
      wrong.body.error.details.map(({ path }: { path: string }) => path),
    ).toEqual(['release', 'ring']);
    expect((await begin({}, undefined, 'auditor')).status).toBe(403);
    const none = await begin({ release: release.metadata.name });
    expect(none.status).toBe(400);
  });
});
