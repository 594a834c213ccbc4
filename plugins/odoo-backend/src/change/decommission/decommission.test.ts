import {
  Change,
  WORKLOAD_GONE,
  changeSchema,
} from '@plumbline/plugin-odoo-common';
import { RECOVERY_NOW, factsOf } from '@plumbline/plugin-odoo-common/testUtils';
import { parseAllDocuments } from 'yaml';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';
import {
  factsWith,
  resultOf,
  testingPlatform,
} from '../../__testUtils__/restoreTests';
import { later, useClock } from '../../__testUtils__/useClock';

const QA = 'harbour-civil/qa';
const DEV = 'harbour-civil/dev';
const PRODUCTION = 'harbour-civil/production';
const FOLDER = `environments/${QA}/`;
const ENTRY = 'clusters/aks-north-1/harbour-civil-qa.yaml';
const REQUEST = {
  kind: 'decommission',
  environment: QA,
  spec: undefined,
  reason: 'The rehearsal is over',
};
const NORTH = 'fake:aks-north-1';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('decommission on %s', engine => {
  let world: ChangeWorld;
  const running = (revision?: string) =>
    world.collector.answer(
      'aks-north-1',
      'ok',
      { value: revision },
      { 'web.ready': { value: 2, summary: '2 of 2 available' } },
    );
  beforeEach(async () => {
    useClock(RECOVERY_NOW);
    world = await ChangeWorld.start(databases, engine, {
      files: {
        ...environmentFiles(DEV, { tier: 4, hostnames: ['dev.odoo.example'] }),
        ...environmentFiles(PRODUCTION, {
          tier: 1,
          hostnames: ['erp.odoo.example'],
        }),
      },
      odoo: { platform: testingPlatform },
    });
    running();
    for (const ref of [QA, PRODUCTION]) {
      world.collector.recovery.set(ref, factsOf());
    }
    await world.odoo.collect(NORTH);
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  const ask = (more: object = {}, person = 'ann') =>
    world.propose(person, { ...REQUEST, ...more });
  const asked = async (more: object = {}): Promise<Change> => {
    const { status, body } = await ask(more);
    expect([status, body.error]).toEqual([201, undefined]);
    return body;
  };
  /** A restore of the chain that there is was seen to work. */
  const proven = async (environment: string) => {
    const test = await world.proposed('ann', {
      kind: 'restore-test',
      environment,
      spec: undefined,
      reason: 'Before the end',
    });
    const begun = await world.eventually(test, ({ awaiting: now }) =>
      Boolean(now),
    );
    world.collector.recovery.set(environment, factsWith(resultOf(begun)));
    later(1);
    await world.until(begun, 'done');
  };
  const cancel = ({ id }: Change, person = 'ann') =>
    world.as(person, 'post', `/changes/${id}/cancel`);
  const stopped = (revision = '') =>
    world.collector.answer(
      'aks-north-1',
      'ok',
      { value: revision },
      {
        'web.ready': {
          status: 'critical',
          value: WORKLOAD_GONE,
          summary: 'Deployment odoo-web is planned and does not exist',
        },
      },
    );
  /** A minute later the cluster and the store are read again. */
  const seen = async (newestRestorePoint?: string) => {
    later(1);
    const point = newestRestorePoint && { newestRestorePoint };
    const facts = point
      ? factsOf({ database: point, filestore: point })
      : factsOf();
    world.collector.recovery.set(QA, facts);
    await world.odoo.collect(NORTH);
  };
  const isBack = ({ conclusion }: Change) =>
    conclusion?.arrivedAt !== undefined;
  const awaiting = (change: Change, words: string) =>
    world.eventually(change, now =>
      Boolean(now.awaiting?.what.includes(words)),
    );
  /** Nothing writes any more, and the store is read after that was seen. */
  const ended = async (change: Change, newestRestorePoint?: string) => {
    await seen(newestRestorePoint);
    await awaiting(change, 'has to be read after');
    await seen(newestRestorePoint);
  };
  const filesOf = (ref: string) =>
    world.remote
      .files()
      .filter(
        path =>
          path.startsWith(`environments/${ref}/`) ||
          path.endsWith(`/${ref.replace('/', '-')}.yaml`),
      );
  const objectsAtHead = () =>
    filesOf(QA)
      .filter(path => path.includes('/manifests/'))
      .flatMap(path => parseAllDocuments(world.remote.show(path)))
      .map(document => document.toJS());

  it('stops what runs, waits until it is gone, and only then takes the files: the data is never touched', async () => {
    const before = objectsAtHead();
    const change = await asked();
    expect(changeSchema.parse(change)).toEqual(change);
    expect(change).toMatchObject({ approvalsNeeded: 0, state: 'approved' });
    expect(change.gates.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['schema', 'pass'],
      ['policy', 'pass'],
      ['restore-point', 'pass'],
      ['approvals', 'pass'],
    ]);
    // What it does in the end, and what it leaves.
    expect(change.files.map(({ action }) => action)).not.toContain('add');
    expect(change.files.map(({ path }) => path)).toEqual(filesOf(QA));
    expect(change.decommissioned).toMatchObject({
      cluster: 'aks-north-1',
      backups: expect.stringMatching(/^https:.*harbour-civil-qa$/),
    });
    const { stays = [], goes = [], monthlyCost } = change.decommissioned ?? {};
    // The database is kept, and goes on being paid.
    expect(monthlyCost?.amount).toBeGreaterThan(0);
    expect(monthlyCost?.amount).toBeLessThan(change.plan.monthlyCost.amount);
    expect(stays).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Cluster .*odoo-db$/),
        expect.stringMatching(/^PersistentVolumeClaim /),
        expect.stringMatching(/^Namespace /),
        expect.stringMatching(/^ObjectStore /),
        expect.stringMatching(/^ScheduledBackup /),
      ]),
    );
    expect(goes).toContainEqual(expect.stringMatching(/^Deployment /));

    const first = await awaiting(change, 'Argo CD to sync');
    const [stop] = world.remote.log();
    expect(stop.id).toBe(first.commit);
    expect(stop.body).toContain('Stop harbour-civil/qa');
    expect(filesOf(QA)).toEqual(
      expect.arrayContaining([`${FOLDER}environment.yaml`, ENTRY]),
    );
    const left = objectsAtHead();
    expect(left).toHaveLength(stays.length);
    expect(before).toEqual(expect.arrayContaining(left));
    expect(left.map(({ kind }) => kind)).not.toContain('Deployment');

    running(first.commit);
    await seen();
    await awaiting(change, 'the pods to stop');
    expect(filesOf(QA)).toContain(ENTRY);

    stopped(first.commit);
    await seen('2026-11-23T12:00:30.000Z');
    // The store was not read after the pods were seen gone: what it holds may be of before.
    const unread = await awaiting(change, 'has to be read after');
    const { stoppedAt } = unread.decommissioned ?? {};
    expect(stoppedAt).toBe('2026-11-23T12:02:00.000Z');
    expect(filesOf(QA)).toContain(ENTRY);
    await seen('2026-11-23T12:00:30.000Z');
    const done = await world.until(change, 'done');
    expect(filesOf(QA)).toEqual([]);
    expect(done.decommissioned?.lastRestorePoint).toBe(
      '2026-11-23T12:00:30.000Z',
    );
    expect(done.timeline.at(-1)?.note).toMatch(
      /Stopped. Restorable to 12:00:30 UTC .*objects that hold or keep its data stay on aks-north-1/,
    );
    const [gone, parent] = world.remote.log();
    expect([gone.id, parent.id]).toEqual([
      done.conclusion?.commit,
      first.commit,
    ]);
    expect(gone.body).toContain('Decommission harbour-civil/qa');
    expect(gone.body).toContain(`Change: ${change.id}`);
  });

  it('leaves the lists, and what was done stays readable', async () => {
    const change = await asked();
    const first = await awaiting(change, 'Argo CD to sync');
    stopped(first.commit);
    await ended(change);
    await world.until(change, 'done');
    await world.odoo.collect('git:registry');
    const list = await world.as('ann', 'get', '/environments');
    expect(
      list.body.items.map(({ stage }: { stage: string }) => stage),
    ).not.toContain('qa');
    const changes = await world.as('ann', 'get', `/changes?environment=${QA}`);
    expect(changes.body.items).toMatchObject([{ id: change.id }]);
    expect((await world.read(change, 'ann')).state).toBe('done');
    const { last_run } = await world
      .knex('sources')
      .where({ collector: 'git' })
      .first();
    expect(JSON.parse(last_run).problems).toEqual([]);
    const history = (person: string, stage = 'qa') =>
      world.as(person, 'get', `/environments/harbour-civil/${stage}/history`);
    expect((await history('ann')).body.items).toContainEqual(
      expect.objectContaining({ probe: 'web.ready' }),
    );
    expect((await history('rail')).status).toBe(404);
    expect((await history('ann', 'staging')).status).toBe(404);
    expect((await ask()).status).toBe(404);
  });

  it('is brought back whole by reverting its two commits', async () => {
    const before = new Map(
      filesOf(QA).map(path => [path, world.remote.show(path)]),
    );
    const change = await asked();
    const first = await awaiting(change, 'Argo CD to sync');
    stopped(first.commit);
    await ended(change);
    await world.until(change, 'done');
    world.remote.revert(2);
    expect(
      new Map(filesOf(QA).map(path => [path, world.remote.show(path)])),
    ).toEqual(before);
  });

  it('does not take the files while the store lacks what was written last', async () => {
    const change = await asked();
    const first = await awaiting(change, 'Argo CD to sync');
    stopped(first.commit);
    jest.setSystemTime(Date.parse('2026-11-25T12:00:00Z'));
    await ended(change, '2026-11-23T11:58:00.000Z');
    const waiting = await awaiting(change, 'would be lost');
    expect(waiting.awaiting).toMatchObject({
      what: expect.stringContaining('the last restore point'),
      stuck: false,
    });
    expect(filesOf(QA)).toContain(ENTRY);
    // Every collection sees it gone anew: what is awaited counts from the first.
    const { stoppedAt } = waiting.decommissioned ?? {};
    for (let round = 0; round < 16; round++) {
      await seen('2026-11-23T11:58:00.000Z');
    }
    const stuck = await world.eventually(waiting, ({ awaiting: now }) =>
      Boolean(now?.stuck),
    );
    expect(stuck.decommissioned?.stoppedAt).toBe(stoppedAt);
    await seen('2026-11-25T11:58:00.000Z');
    await world.until(change, 'done');
  });

  it('does not take the files when somebody has put back what runs', async () => {
    const web = `${FOLDER}manifests/50-web.yaml`;
    const content = world.remote.show(web);
    const change = await asked();
    const first = await awaiting(change, 'Argo CD to sync');
    world.remote.push({ [web]: content }, { author: 'Eve <eve@x.example>' });
    stopped(first.commit);
    await seen();
    await world.odoo.collect('git:registry');
    const waiting = await awaiting(change, 'was changed after');
    expect(waiting.awaiting).toMatchObject({ stuck: true });
    world.remote.push({ [web]: undefined });
    await world.odoo.collect('git:registry');
    await ended(change);
    await world.until(change, 'done');
  });

  it('is turned round until it has come to its end: what stopped is brought back, through the gates that judge it', async () => {
    const before = new Map(
      filesOf(QA).map(path => [path, world.remote.show(path)]),
    );
    const change = await asked();
    const first = await awaiting(change, 'Argo CD to sync');
    expect((await cancel(change, 'rail')).status).toBe(403);
    const broken = 'policies/broken.yaml';
    world.remote.push({
      [broken]: 'kind: ValidatingAdmissionPolicy\nspec: [\n',
    });
    await world.odoo.collect('git:registry');
    const { status, body } = await cancel(change);
    expect([status, body.state]).toEqual([200, 'reconciling']);
    const waiting = await awaiting(change, 'the gates of what is brought back');
    expect(waiting.awaiting?.stuck).toBe(true);
    world.remote.push({ [broken]: undefined });
    await world.odoo.collect('git:registry');

    const arrived = await awaiting(change, 'Argo CD to sync');
    const second = arrived.conclusion?.commit;
    expect(arrived.awaiting?.what).toContain(second?.slice(0, 7));
    // Whoever mends what came back must not wait for it to be well.
    expect((await ask({ dryRun: true })).status).toBe(200);
    stopped(second);
    later(1);
    await world.odoo.collect(NORTH);
    await awaiting(change, 'web.ready: Deployment odoo-web is planned');
    running(second);
    later(1);
    await world.odoo.collect(NORTH, 'git:registry');
    const back = await world.until(change, 'cancelled');
    expect(back.timeline.at(-1)?.note).toMatch(
      /^Cancelled by user:default\/ann; .* required probes are fresh and ok$/,
    );
    expect(
      new Map(filesOf(QA).map(path => [path, world.remote.show(path)])),
    ).toEqual(before);
    const [commit] = world.remote.log();
    expect(commit.id).toBe(back.conclusion?.commit);
    expect(commit.body).toContain('Bring back harbour-civil/qa');
    expect(commit.id).not.toBe(first.commit);
    await world.odoo.collect('git:registry');
    const { body: seenNow } = await world.as(
      'mia',
      'get',
      `/environments/${QA}`,
    );
    const drift = seenNow.observations.filter(({ probe }: { probe: string }) =>
      ['goldenpath.drift', 'commit.unledgered'].includes(probe),
    );
    expect(drift.map(({ status: is }: { status: string }) => is)).toEqual([
      'ok',
      'ok',
    ]);
    expect((await ask({ dryRun: true })).status).toBe(200);
  });

  it('brought back leaves to somebody else what they have changed meanwhile', async () => {
    const web = `${FOLDER}manifests/50-web.yaml`;
    const theirs = `${world.remote.show(web)}# theirs\n`;
    const change = await asked();
    await awaiting(change, 'Argo CD to sync');
    world.remote.push({ [web]: theirs }, { author: 'Eve <eve@x.example>' });
    await world.odoo.collect('git:registry');
    await awaiting(change, 'or cancel this change');
    await cancel(change);
    await world.eventually(change, isBack);
    expect(world.remote.show(web)).toBe(theirs);
    expect(filesOf(QA)).toContain(`${FOLDER}manifests/70-ingress.yaml`);
  });

  it('is brought back while somebody has pushed what nobody judged, which stays to be judged', async () => {
    const document = `${FOLDER}environment.yaml`;
    await world.odoo.collect('git:registry');
    const tier = /^ {2}tier: (\d)$/m;
    const content = world.remote.show(document);
    const pushed = content.replace(tier, '  tier: 4');
    expect(pushed).not.toBe(content);
    const change = await asked();
    await awaiting(change, 'Argo CD to sync');
    world.remote.push(
      { [document]: pushed },
      { author: 'Eve <eve@x.example>' },
    );
    await world.odoo.collect('git:registry');
    expect((await cancel(change)).status).toBe(200);
    const back = await world.eventually(change, isBack);
    running(back.conclusion?.commit);
    later(1);
    await world.odoo.collect(NORTH, 'git:registry');
    const update = await world.propose('ann', {
      kind: 'update',
      environment: QA,
      spec: { users: { named: 61 } },
    });
    expect([update.status, update.body.error?.message]).toEqual([
      409,
      expect.stringContaining('spec.tier (it was'),
    ]);
    const { body } = await world.as('mia', 'get', `/environments/${QA}`);
    expect(body.observations).toContainEqual(
      expect.objectContaining({
        probe: 'commit.unledgered',
        status: 'critical',
      }),
    );
  });

  it('says what it needs to be brought back, and goes on once that is there', async () => {
    const document = `${FOLDER}environment.yaml`;
    const content = world.remote.show(document);
    const change = await asked();
    await awaiting(change, 'Argo CD to sync');
    world.remote.push({ [document]: undefined });
    await world.odoo.collect('git:registry');
    expect((await cancel(change)).status).toBe(200);
    const waiting = await awaiting(change, 'cannot be brought back yet');
    expect(waiting.awaiting?.stuck).toBe(true);
    world.remote.push({ [document]: content });
    await world.odoo.collect('git:registry');
    await world.eventually(change, isBack);
    expect(filesOf(QA)).toContain(`${FOLDER}manifests/50-web.yaml`);
  });

  it('that has come to its end is not turned round', async () => {
    const change = await asked();
    const first = await awaiting(change, 'Argo CD to sync');
    stopped(first.commit);
    const refuse = world.remote.refusePushes();
    await ended(change);
    await world.eventually(change, ({ conclusion }) => Boolean(conclusion));
    const { status, body } = await cancel(change);
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringContaining('It has come to its end (Stopped.'),
    ]);
    refuse.end();
    later(1);
    await world.until(change, 'done');
  });

  it('says whose turn it is when that happens after the end was concluded', async () => {
    const web = `${FOLDER}manifests/50-web.yaml`;
    const content = world.remote.show(web);
    const change = await asked();
    const first = await awaiting(change, 'Argo CD to sync');
    stopped(first.commit);
    const refuse = world.remote.refusePushes();
    await ended(change);
    await world.eventually(change, ({ conclusion }) => Boolean(conclusion));
    refuse.end();
    world.remote.push({ [web]: content }, { author: 'Eve <eve@x.example>' });
    await world.odoo.collect('git:registry');
    later(1);
    const waiting = await awaiting(change, 'was changed after');
    expect(waiting.awaiting).toMatchObject({ stuck: true });
    expect(waiting.timeline.at(-1)?.note).toContain('Stuck: ');
    const audited = world.audit.length;
    for (let round = 0; round < 5; round++) await world.drive();
    expect(world.audit.slice(audited)).toEqual([]);
    world.remote.push({ [web]: undefined });
    await world.odoo.collect('git:registry');
    await world.until(change, 'done');
    expect(filesOf(QA)).toEqual([]);
  });

  it('lets no other change start again what it stops', async () => {
    await proven(PRODUCTION);
    const update = await world.proposed('ann', {
      kind: 'update',
      environment: PRODUCTION,
      spec: { users: { named: 300 } },
    });
    const change = await asked({ environment: PRODUCTION });
    await world.approve('mia', change);
    await world.approve('max', change);
    await awaiting(change, 'Argo CD to sync');
    const late = await world.propose('ann', {
      kind: 'update',
      environment: PRODUCTION,
      spec: { users: { named: 80 } },
    });
    expect([late.status, late.body.error.message]).toEqual([
      409,
      `${PRODUCTION} is being decommissioned by the change ${change.id}`,
    ]);
    const failed = await world.until(update, 'failed');
    expect(failed.timeline.at(-1)?.note).toContain('is being decommissioned');
  });

  it('needs the quorum of the tier, and nobody approves their own', async () => {
    await proven(PRODUCTION);
    const change = await asked({ environment: PRODUCTION });
    expect(change).toMatchObject({
      state: 'awaiting-approval',
      approvalsNeeded: 2,
    });
    const own = await ask({ environment: PRODUCTION }, 'mia');
    expect((await world.approve('mia', own.body)).status).toBe(403);
    await world.approve('mia', change);
    expect((await world.read(change)).state).toBe('awaiting-approval');
    expect((await world.approve('max', change)).body.state).toBe('approved');
  });

  it('is held back by a restore point that is too old, and by one that nobody could read', async () => {
    const point = { newestRestorePoint: '2026-11-23T11:40:00.000Z' };
    world.collector.recovery.set(
      PRODUCTION,
      factsOf({ database: point, filestore: point }),
    );
    await world.odoo.collect(NORTH);
    const old = await asked({ environment: PRODUCTION });
    expect(old.state).toBe('blocked');
    expect(old.gates.find(({ id }) => id === 'restore-point')).toMatchObject({
      verdict: 'fail',
      summary: expect.stringContaining('5 minutes allowed'),
    });
    later(60);
    const unread = (await ask({ environment: PRODUCTION, dryRun: true })).body;
    expect(
      unread.gates.find(({ id }: { id: string }) => id === 'restore-point'),
    ).toMatchObject({
      verdict: 'blocked',
      summary: expect.stringContaining('too long ago'),
    });
  });

  it('of a tier that proves its backups waits for a restore that was seen to work', async () => {
    const change = await asked({ environment: PRODUCTION });
    expect(change.state).toBe('blocked');
    expect(change.gates.find(({ id }) => id === 'restore-point')).toMatchObject(
      {
        verdict: 'fail',
        summary: expect.stringMatching(/no restore of this chain was proven/),
      },
    );
    await proven(PRODUCTION);
    later(2);
    await world.until(change, 'awaiting-approval');
  });

  it('says plainly that a tier without backups has no restore point', async () => {
    const { body } = await ask({ environment: DEV, dryRun: true });
    expect(body.decommissioned.backups).toBeUndefined();
    expect(
      body.gates.find(({ id }: { id: string }) => id === 'restore-point'),
    ).toMatchObject({
      verdict: 'pass',
      summary: expect.stringContaining('keeps no backups'),
    });
  });

  it('is asked for in its own words, by those who may', async () => {
    await proven(PRODUCTION);
    const wrong = await ask({ spec: {}, reason: '' });
    expect(
      wrong.body.error.details.map(({ path }: { path: string }) => path).sort(),
    ).toEqual(['reason', 'spec']);
    expect((await ask({}, 'rail')).status).toBe(403);
    const dry = (await ask({ environment: PRODUCTION, dryRun: true })).body;
    const other = { expectedContentHash: `sha256:${'0'.repeat(64)}` };
    expect((await ask({ environment: PRODUCTION, ...other })).status).toBe(409);
    const seenHash = { expectedContentHash: dry.contentHash };
    const change = await asked({ environment: PRODUCTION, ...seenHash });
    const revised = await world.as('ann', 'put', `/changes/${change.id}`, {
      spec: {},
      reason: 'other',
      expectedContentHash: change.contentHash,
    });
    expect(revised.status).toBe(409);
  });
});
