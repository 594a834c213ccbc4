import {
  Change,
  RecoveryDetail,
  SignedRestoreTest,
} from '@plumbline/plugin-odoo-common';
import { RECOVERY_NOW, factsOf } from '@plumbline/plugin-odoo-common/testUtils';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';
import {
  factsWith,
  resultOf,
  testingPlatform,
} from '../../__testUtils__/restoreTests';
import { later, useClock } from '../../__testUtils__/useClock';
import { ChangeStore } from '../store';

const QA = 'harbour-civil/qa';
const DEV = 'harbour-civil/dev';
const REQUEST = {
  kind: 'restore-test',
  environment: QA,
  spec: undefined,
  reason: 'The auditors ask',
};
const FILES = 'restore-tests/harbour-civil-qa/';
const ENTRY = 'clusters/aks-north-1/restore.harbour-civil-qa.yaml';
const NORTH = 'fake:aks-north-1';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('restore test on %s', engine => {
  let world: ChangeWorld;
  beforeEach(async () => {
    useClock(RECOVERY_NOW);
    world = await ChangeWorld.start(databases, engine, {
      files: environmentFiles(DEV, {
        tier: 4,
        hostnames: ['dev.odoo.example'],
      }),
      odoo: { platform: testingPlatform },
    });
    world.collector.answer('aks-north-1', 'ok');
    world.collector.recovery.set(QA, factsOf());
    await world.odoo.collect(NORTH);
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  const ask = (more: object = {}, person = 'ann') =>
    world.propose(person, { ...REQUEST, ...more });
  const running = async (more: object = {}): Promise<Change> => {
    const { status, body } = await ask(more);
    expect([status, body.error]).toEqual([201, undefined]);
    return world.eventually(body, ({ awaiting }) => awaiting !== undefined);
  };
  /** The store is read again half a minute later. */
  const found = (...results: SignedRestoreTest[]) => {
    world.collector.recovery.set(QA, factsWith(...results));
    later(1);
  };
  const recovery = async (): Promise<RecoveryDetail> =>
    (await world.as('mia', 'get', `/recovery/${QA}`)).body;
  const leftFiles = () =>
    world.remote
      .files()
      .filter(path => path.startsWith(FILES) || path === ENTRY);

  it('goes from the request to a signed result and leaves nothing behind', async () => {
    const before = await recovery();
    const change = await running();
    expect(change).toMatchObject({
      kind: 'restore-test',
      state: 'reconciling',
      approvalsNeeded: 0,
      restoreTest: { point: { segment: '000000010000000100000020' } },
      awaiting: { what: expect.stringContaining('signed result') },
    });
    expect(change.gates.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['schema', 'pass'],
      ['policy', 'pass'],
      ['quota', 'pass'],
    ]);
    const [commit] = world.remote.log();
    expect(commit.id).toBe(change.commit);
    expect(commit.files.sort()).toEqual(leftFiles().sort());
    expect(commit.files).toContain(ENTRY);
    const job = world.remote.show(`${FILES}manifests/30-restore-test.yaml`);
    expect(job).toContain(change.restoreTest?.nonce);
    expect(job).toContain(change.id);
    expect((await recovery()).pendingTest).toBe(change.id);

    found(resultOf(change));
    const done = await world.until(change, 'done');
    expect(done.restoreTest?.result?.result.outcome).toBe('passed');
    expect(done.timeline.at(-1)?.note).toContain('passed in 22 minutes');
    expect(leftFiles()).toEqual([]);
    const [cleanUp, , ...others] = world.remote.log();
    expect(others).toHaveLength(1);
    expect(cleanUp.id).toBe(done.conclusion?.commit);
    expect(cleanUp.body).toContain(`Change: ${change.id}`);

    const after = await recovery();
    expect(after.pendingTest).toBeUndefined();
    expect(after.tests).toMatchObject([{ proof: 'signed' }]);
    expect(after.lastTest).toMatchObject({ outcome: 'passed', seconds: 1320 });
    expect(after.score).toBeGreaterThan(before.score ?? 100);
    expect(world.audit).toContain('change-clean-up success');
  });

  it('is neither drift nor a foreign commit of its environment', async () => {
    const change = await running();
    found(resultOf(change));
    await world.until(change, 'done');
    await world.odoo.collect('git:registry');
    const { body } = await world.as('mia', 'get', `/environments/${QA}`);
    const status = (wanted: string) =>
      body.observations.find(({ probe }: { probe: string }) => probe === wanted)
        .status;
    expect(status('goldenpath.drift')).toBe('ok');
    expect(status('commit.unledgered')).toBe('ok');
    const { last_run } = await world
      .knex('sources')
      .where({ collector: 'git' })
      .first();
    expect(JSON.parse(last_run).problems).toEqual([]);
  });

  it('fails on the result that says so, and the failure stays when the store loses it', async () => {
    const change = await running();
    found(resultOf(change, { outcome: 'failed', summary: 'ended too early' }));
    const failed = await world.until(change, 'failed');
    expect(failed.timeline.at(-1)?.note).toContain('ended too early');
    expect(leftFiles()).toEqual([]);

    found();
    await world.odoo.collect(NORTH);
    const { tests, score } = await recovery();
    expect(tests).toMatchObject([
      { proof: 'signed', result: { outcome: 'failed' } },
    ]);
    expect(score).toBeLessThanOrEqual(20);
  });

  it('takes no replayed or unsigned result, and has failed when its time is over', async () => {
    const change = await running();
    const other = resultOf(change, { nonce: 'f'.repeat(32) });
    const unsigned: SignedRestoreTest = {
      ...resultOf(change),
      proof: 'claimed',
      reason: 'signed by nobody whom the portal knows',
    };
    found(other, unsigned);
    const waiting = await world.eventually(
      change,
      ({ awaiting }) => awaiting?.stuck === true,
    );
    expect(waiting.state).toBe('reconciling');
    expect(waiting.awaiting?.what).toContain('only claimed');
    expect(
      (await recovery()).tests.every(({ proof }) => proof === 'claimed'),
    ).toBe(true);

    jest.setSystemTime(Date.parse(waiting.restoreTest?.deadline ?? '') + 1);
    const failed = await world.until(change, 'failed');
    expect(failed.timeline.at(-1)?.note).toContain('No result that counts');
    expect(leftFiles()).toEqual([]);
    await world.odoo.collect(NORTH);
    expect((await recovery()).score).toBeLessThanOrEqual(20);
  });

  it('is cancelled while it runs, cleans up, and says nothing of the backup', async () => {
    const change = await running();
    const answer = await world.as(
      'ann',
      'post',
      `/changes/${change.id}/cancel`,
    );
    expect(answer.status).toBe(200);
    await world.until(change, 'cancelled');
    expect(leftFiles()).toEqual([]);
    const { tests, assessment } = await recovery();
    expect(tests).toEqual([]);
    expect(assessment.claim).toContain('never proven');
  });

  it('runs one at a time', async () => {
    const answers = await Promise.all([ask(), ask({}, 'mia')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const late = await ask({ dryRun: true });
    expect(late.status).toBe(409);
    expect(late.body.error.message).toContain('on its way');

    const first = answers.find(({ status }) => status === 201)?.body;
    await world.eventually(first, ({ awaiting }) => awaiting !== undefined);
    await world.as('mia', 'post', `/changes/${first.id}/cancel`);
    await world.until(first, 'cancelled');
    expect((await ask()).status).toBe(201);
  });

  it('is stored one at a time, whoever has looked before', async () => {
    const { id } = await running();
    const store = new ChangeStore(world.knex);
    const { record } = await store.get(id ?? '');
    const other = {
      ...record,
      id: 'chg-other',
      restoreTest: record.restoreTest && {
        ...record.restoreTest,
        nonce: 'e'.repeat(32),
      },
    };
    await expect(store.insert(other)).rejects.toThrow('on its way');
    await expect(store.get(other.id)).rejects.toThrow('There is no change');
  });

  it('restores the last point not after the time that was asked for', async () => {
    const change = await running({
      restoreTest: { to: '2026-11-23T12:55:00+01:00' },
    });
    expect(change.restoreTest).toMatchObject({
      to: '2026-11-23T11:55:00.000Z',
      point: { at: '2026-11-23T11:53:00.000Z' },
    });
  });

  it('shows what it would do without doing it', async () => {
    const { status, body } = await ask({ dryRun: true });
    expect([status, body.id]).toEqual([200, undefined]);
    expect(body.files.map(({ path }: { path: string }) => path)).toContain(
      ENTRY,
    );
    expect((await recovery()).pendingTest).toBeUndefined();
  });

  it('is refused in words where there is nothing to restore', async () => {
    const early = await ask({ restoreTest: { to: '2020-01-01T00:00:00Z' } });
    expect(early.status).toBe(400);
    expect(early.body.error.details).toMatchObject([
      { path: 'restoreTest.to', accepted: expect.stringContaining('11:58') },
    ]);
    later(16);
    const stale = await ask();
    expect([stale.status, stale.body.error.message]).toEqual([
      409,
      expect.stringContaining('too long ago'),
    ]);
    world.collector.recovery.set(
      QA,
      factsOf({ database: { newestRestorePoint: null, chain: undefined } }),
    );
    await world.odoo.collect(NORTH);
    const nothing = await ask();
    expect([nothing.status, nothing.body.error.message]).toEqual([
      409,
      expect.stringContaining('nothing that can be restored'),
    ]);
    const unread = await ask({ environment: DEV });
    expect(unread.status).toBe(409);
  });

  it('is asked for by those who may propose, in its own words', async () => {
    const wrong = await ask({ spec: { tier: 1 }, restoreTest: { to: 'noon' } });
    expect(wrong.status).toBe(400);
    expect(
      wrong.body.error.details.map(({ path }: { path: string }) => path).sort(),
    ).toEqual(['restoreTest.to', 'spec']);
    expect((await ask({}, 'rail')).status).toBe(403);
    expect((await ask({ environment: 'harbour-civil/staging' })).status).toBe(
      404,
    );
    const mixed = await world.propose('ann', { restoreTest: {} });
    expect(mixed.status).toBe(400);

    const change = await running();
    const revised = await world.as('ann', 'put', `/changes/${change.id}`, {
      spec: {},
      reason: 'other',
      expectedContentHash: change.contentHash,
    });
    expect(revised.status).toBe(409);
  });

  it('removes what somebody left in its place, and lets such a commit be found', async () => {
    await world.drive();
    world.remote.push(
      { [`${FILES}manifests/99-mine.yaml`]: 'a: b\n' },
      { author: 'Eve <eve@x.example>' },
    );
    await world.odoo.collect('git:registry');
    const { last_run } = await world
      .knex('sources')
      .where({ collector: 'git' })
      .first();
    expect(last_run).toContain('eve@x.example');
    await running();
    expect(leftFiles()).not.toContain(`${FILES}manifests/99-mine.yaml`);
  });
});
