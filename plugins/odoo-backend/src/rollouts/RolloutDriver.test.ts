import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import {
  Change,
  RolloutDetail,
  RolloutItem,
} from '@plumbline/plugin-odoo-common';
import { evidentReleaseOf } from '@plumbline/plugin-odoo-common/testUtils';
import { stringify } from 'yaml';
import { ChangeWorld } from '../__testUtils__/ChangeWorld';
import { testDatabases } from '../__testUtils__/databases';
import {
  calendarFilesOf,
  environmentFiles,
  release,
} from '../__testUtils__/documents';
import { later, useClock } from '../__testUtils__/useClock';
import { RolloutProposal } from '../change/people';
import { ChangeStore } from '../change/store';
import { RolloutDriver } from './RolloutDriver';
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
const RECORD = `releases/${NEXT}.yaml`;
const [CIVIL, PORT] = ['harbour-civil/qa', 'harbour-port/qa'];
const FILE = `environments/${CIVIL}/environment.yaml`;
const hashesOf = (changes: Change[]) =>
  Object.fromEntries(changes.map(({ id, contentHash }) => [id, contentHash]));
const reason = { reason: 'Something is wrong' };

describe.each(databases.eachSupportedId())('a rollout on %s', engine => {
  let world: ChangeWorld;
  let id: string;
  beforeEach(async () => {
    useClock('2026-11-23T10:00:00Z');
    world = await ChangeWorld.start(databases, engine, {
      files: {
        [RECORD]: stringify(next),
        ...environmentFiles(CIVIL, {
          tier: 2,
          data: { databaseGiB: 5, filestoreGiB: 5 },
        }),
        ...environmentFiles(PORT, {
          tier: 2,
          owner: 'group:default/harbour-rail-erp',
          hostnames: ['port.odoo.example'],
          data: { databaseGiB: 7, filestoreGiB: 5 },
        }),
        ...calendarFilesOf('harbour-port'),
      },
    });
    await world.drive();
    const begun = await world.as('mia', 'post', '/rollouts', {
      release: NEXT,
      ring: 'development',
      reason: 'November release',
      batch: 2,
    });
    id = begun.body.id;
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  const steer = (verb: string, person = 'max') =>
    world.as(person, 'post', `/rollouts/${id}/${verb}`, reason);
  const read = async (): Promise<RolloutDetail> =>
    (await world.as('mia', 'get', `/rollouts/${id}`)).body;
  const steps = ({ items }: { items: RolloutItem[] }) =>
    items.map(({ step }) => step);
  const drive = async (): Promise<RolloutDetail> => {
    await world.odoo.run('rollouts:drive');
    return read();
  };

  /** The driver before changes that are made as the test says. */
  function driverBefore(
    proposeForRollout: (proposal: RolloutProposal) => Promise<never>,
  ): RolloutDriver {
    return new RolloutDriver({
      knex: world.knex,
      store: new RolloutStore(world.knex, () => undefined),
      proposals: { proposeForRollout },
      changes: {
        store: new ChangeStore(world.knex),
        registry: {
          snapshot: async () => ({
            releases: new Map([[NEXT, next]]),
            environments: new Map(),
          }),
        },
        approvers: { standing: async () => 'holds' as const },
        expireAfterMs: 1,
      },
      auditor: mockServices.auditor.mock(),
      logger: mockServices.logger.mock(),
    });
  }

  it('that is stopped amid a batch makes no change for the rest of it', async () => {
    const asked: string[] = [];
    await driverBefore(async ({ environment }) => {
      asked.push(environment);
      expect((await steer('stop')).body.state).toBe('stopped');
      throw new ConflictError('Something else');
    }).tick();
    expect(asked).toEqual([CIVIL]);
    expect(steps(await read())).toEqual(['skipped', 'skipped']);
  });

  it('says what keeps a change from being made, and tries it again once a minute', async () => {
    const asked: string[] = [];
    const driver = driverBefore(async ({ environment }) => {
      asked.push(environment);
      throw new ConflictError('It is being decommissioned');
    });
    await driver.tick();
    await driver.tick();
    expect(asked).toEqual([CIVIL, PORT]);
    expect((await read()).items[0].note).toBe(
      'No change could be made yet: It is being decommissioned. It is tried again',
    );
    later(1);
    await driver.tick();
    expect(asked).toHaveLength(4);
  });

  it('waits with everybody while the record of its release cannot be read', async () => {
    world.remote.push({ [RECORD]: 'kind: OdooRelease' });
    await world.odoo.collect();
    const broken = await drive();
    expect(broken.because).toMatch(/cannot be read/);
    expect([broken.state, ...steps(broken)]).toEqual([
      'paused',
      'proposed',
      'proposed',
    ]);
    world.remote.push({ [RECORD]: stringify(next) });
    await world.odoo.collect();
    await steer('resume');
    const { items } = await drive();
    expect(items.map(({ change }) => change)).not.toContain(undefined);
  });

  it('makes no change in the name of somebody for an environment that has another owner since', async () => {
    const before = world.remote.show(FILE);
    world.remote.push({
      [FILE]: before.replace(
        /owner: .*/,
        'owner: group:default/harbour-payroll',
      ),
    });
    await world.odoo.collect();
    const paused = await drive();
    expect(paused.because).toContain('group:default/harbour-payroll');
    expect([paused.state, ...steps(paused)]).toEqual([
      'paused',
      'skipped',
      'proposed',
    ]);
    expect(await world.knex('changes').pluck('environment')).toEqual([]);
  });

  it('makes no change in the name of somebody who may no longer: it pauses, and nobody is left out', async () => {
    world.people.revoke('user:default/mia', 'propose');
    const paused = await drive();
    expect(paused.because).toMatch(
      /^user:default\/mia, who began the rollout, may no longer change harbour-civil\/qa/,
    );
    expect([paused.state, ...steps(paused)]).toEqual([
      'paused',
      'proposed',
      'proposed',
    ]);
    expect(await world.knex('changes').pluck('environment')).toEqual([]);
    // Who may change nothing still reads why.
    expect(paused.actions.resume.allowed).toBe(false);
  });

  /** The changes of the rollout once they wait for people. */
  async function proposed(): Promise<Change[]> {
    const { items } = await drive();
    return Promise.all(
      items.map(
        async ({ change }) =>
          (await world.as('mia', 'get', `/changes/${change}`)).body,
      ),
    );
  }

  it('is approved change by change: not by its author, and not what was not seen', async () => {
    const [one, other] = await proposed();
    const approve = async (person: string, contentHashes: object) =>
      (
        await world.as(person, 'post', `/rollouts/${id}/approve`, {
          comment: 'fine',
          contentHashes,
        })
      ).body;
    const seen = hashesOf([one, other]);
    const own = await approve('mia', seen);
    expect(own.items.map((item: { error?: string }) => item.error)).toEqual([
      expect.stringContaining('You wrote'),
      expect.stringContaining('You wrote'),
    ]);
    const stale = `sha256:${'0'.repeat(64)}`;
    const half = await approve('max', {
      ...seen,
      ...hashesOf([{ ...one, contentHash: stale }]),
    });
    expect(half.items).toEqual([
      { change: one.id, error: expect.any(String) },
      { change: other.id, state: 'approved' },
    ]);
    expect((await world.read(one)).approvals).toEqual([]);
    const strange = await approve('max', { 'another-change': stale });
    expect(strange.error.details[0].path).toBe('contentHashes.another-change');
  });

  it('that is paused keeps back what is approved until it goes on', async () => {
    const [one] = await proposed();
    await steer('pause');
    await world.approve('max', one);
    for (let round = 0; round < 5; round++) await world.drive();
    expect(await world.read(one)).toMatchObject({ state: 'approved' });
    expect((await drive()).items[0].note).toBe('The rollout to go on');
    await steer('resume');
    await world.until(one, 'reconciling');
  });

  const leaveOut = (...environments: string[]) =>
    world
      .knex('rollout_items')
      .whereIn('environment', environments)
      .update({ step: 'skipped' });

  it('that leaves an environment out keeps back its approved change until it has ended it', async () => {
    const [one] = await proposed();
    // As by somebody else while the change was being made.
    await leaveOut(CIVIL);
    const store = new ChangeStore(world.knex);
    const heldBack = [CIVIL, PORT].map(environment =>
      store.isHeldBack({ parent: id, environment }),
    );
    expect(await Promise.all(heldBack)).toEqual([true, false]);
    await drive();
    await world.until(one, 'cancelled');
  });

  it('goes on when the change of an environment that was left out cannot be ended', async () => {
    const [one, other] = await proposed();
    await leaveOut(CIVIL, PORT);
    const changes = () => world.knex('changes').where({ id: one.id });
    const { document } = await changes().first();
    await changes().update({ document: '{' });
    await driverBefore(async () => {
      throw new ConflictError('Nothing is asked for');
    }).tick();
    await changes().update({ document });
    expect((await world.read(other)).state).toBe('cancelled');
  });

  /** Everything is well at the head of the repository. */
  async function see(): Promise<void> {
    const [{ id: value }] = world.remote.log();
    world.collector.answers.set('aks-north-1', environments => ({
      observations: environments.flatMap(environment =>
        (['gitops.sync', 'web.ready'] as const).map(probe => ({
          environment,
          probe,
          status: 'ok' as const,
          summary: 'fine',
          ...(probe === 'gitops.sync' && { value }),
        })),
      ),
      observedAt: new Date(),
      upstreamCalls: 1,
      problems: [],
    }));
    await world.odoo.collect('fake:aks-north-1', 'git:registry');
    await world.odoo.run('deployments:settle');
  }

  it('counts what was rolled back by hand as failed; what has no more to come is steered by those who may change all of it', async () => {
    const before = world.remote.show(FILE);
    const changes = await proposed();
    for (const change of changes) await world.approve('max', change);
    for (const change of changes) await world.until(change, 'reconciling');
    later(2);
    await see();
    for (const change of changes) await world.until(change, 'done');
    await see();
    expect(steps(await drive())).toEqual(['verified', 'verified']);
    expect((await steer('pause', 'rail')).status).toBe(403);

    later(5);
    world.remote.push({ [FILE]: before });
    await world.odoo.collect();
    await see();
    const { items, failures } = await drive();
    expect(items[0]).toMatchObject({
      step: 'failed',
      note: 'It was rolled back',
    });
    expect(failures).toBe(1);
    expect((await steer('pause')).status).toBe(200);
  });
});
