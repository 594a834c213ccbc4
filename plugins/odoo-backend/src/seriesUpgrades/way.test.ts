import {
  Change,
  EnvironmentSpec,
  SeriesUpgradeDetail,
  WORKLOAD_GONE,
} from '@plumbline/plugin-odoo-common';
import {
  RECOVERY_NOW,
  evidentReleaseOf,
  factsOf,
  platformInputOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { stringify } from 'yaml';
import { ChangeWorld } from '../__testUtils__/ChangeWorld';
import { testDatabases } from '../__testUtils__/databases';
import { environmentFiles, release } from '../__testUtils__/documents';
import {
  factsWith,
  resultOf,
  testingPlatform,
} from '../__testUtils__/restoreTests';
import { later, useClock } from '../__testUtils__/useClock';

const databases = testDatabases();
jest.setTimeout(600_000);

const NEXT = '19.0-2026.11.1';
const next = evidentReleaseOf(NEXT, {
  ...release.spec,
  series: '19.0',
  upgrade: { from: ['18.0'] },
});
const OLD = 'harbour-civil/production';
const REHEARSAL = 'harbour-civil-19/pre-production';
const NEW = 'harbour-civil-19/production';
const NAME = 'erp.odoo.example';
const NORTH = 'fake:aks-north-1';
const reason = 'It is time';

/** Real changes in a real repository; what the cluster does follows the repository at once, once it is looked at. */
describe('the way of a series upgrade', () => {
  let world: ChangeWorld;
  let id: string;
  let isGone = false;
  const valueOf = (probe: string) =>
    isGone && probe === 'web.ready' ? WORKLOAD_GONE : world.remote.log()[0].id;

  beforeEach(async () => {
    useClock(RECOVERY_NOW);
    world = await ChangeWorld.start(databases, 'SQLITE_3', {
      odoo: {
        platform: {
          ...testingPlatform,
          ...platformInputOf({
            series: [
              { name: '19.0', supportEnds: '2028-10-31' },
              { name: '18.0', supportEnds: '2027-10-31' },
            ],
          }),
          restoreTest: testingPlatform.restoreTest,
          filestore: {
            copyImage: `registry.example/rclone@sha256:${'e'.repeat(64)}`,
          },
        },
      },
      files: {
        [`releases/${NEXT}.yaml`]: stringify(next),
        ...environmentFiles(OLD, { tier: 3, hostnames: [NAME] }),
      },
    });
    world.collector.recovery.set(OLD, factsOf());
    world.collector.answers.set('aks-north-1', environments => ({
      observations: environments.flatMap(environment =>
        world.collector.probes.map(probe => {
          const stopped =
            probe === 'web.ready' && environment.spec.schedule === 'stopped';
          return {
            environment,
            probe,
            status: stopped ? ('asleep' as const) : ('ok' as const),
            summary: `${probe} as the repository says`,
            value: valueOf(probe),
          };
        }),
      ),
      observedAt: new Date(),
      upstreamCalls: 1,
      problems: [],
    }));
    await look();
    const begun = await world.as('mia', 'post', '/series-upgrades', {
      environment: OLD,
      clone: 'harbour-civil-19',
      release: NEXT,
      reason: 'Support of 18.0 ends',
    });
    if (begun.status !== 201) throw new Error(JSON.stringify(begun.body));
    id = begun.body.id;
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  /** Before what was seen is too old everything is looked at again, and the backups reach up to then. */
  async function look() {
    later(4);
    const to = new Date(Date.now() - 1).toISOString();
    const filestore = { newestRestorePoint: to };
    const database = {
      ...filestore,
      windows: [{ from: '2026-11-02T00:01:00.000Z', to, timeline: 1 }],
    };
    for (const ref of [OLD, REHEARSAL, NEW]) {
      const told = world.collector.recovery.get(ref) ?? [];
      const tests = told.find(({ kind }) => kind === 'restore-tests');
      world.collector.recovery.set(ref, [
        ...factsOf({ database, filestore }).filter(
          ({ kind }) => kind !== 'restore-tests',
        ),
        tests ?? { kind: 'restore-tests', results: [] },
      ]);
    }
    await world.odoo.collect(NORTH, 'git:registry');
    await world.odoo.run('deployments:settle');
  }
  const act = (what: string, body: object = {}, person = 'mia') =>
    world.as(person, 'post', `/series-upgrades/${id}/${what}`, {
      reason,
      ...body,
    });
  const read = async (): Promise<SeriesUpgradeDetail> =>
    (await world.as('mia', 'get', `/series-upgrades/${id}`)).body;
  const stepOf = async (step: string) =>
    (await read()).steps.find(each => each.id === step)!;
  const specOf = async (ref: string): Promise<EnvironmentSpec> =>
    (await world.as('mia', 'get', `/environments/${ref}`)).body.spec;

  async function propose(step: string): Promise<Change> {
    const { status, body } = await act(`steps/${step}/propose`);
    expect([step, status, body.error]).toEqual([step, 201, undefined]);
    return body;
  }
  /** Looks and lets the schedule pass until it is in the state; approved as soon as it may be. */
  async function until(change: Change, state: Change['state']) {
    for (let round = 0; round < 20; round++) {
      const now = await world.read(change);
      if (now.state === state) return now;
      if (now.state === 'awaiting-approval') {
        await world.approve(
          now.requester.endsWith('/mia') ? 'max' : 'mia',
          now,
        );
      }
      await look();
      await world.drive();
    }
    const { state: at, gates, timeline, awaiting } = await world.read(change);
    throw new Error(
      `${change.kind} of ${change.environment} is ${at}: ${JSON.stringify({
        gates: gates.filter(({ verdict }) => verdict !== 'pass'),
        timeline: timeline.slice(-3),
        awaiting,
      })}`,
    );
  }
  const confirm = async (step: string, person = 'max') => {
    const { status, body } = await act(`steps/${step}/confirm`, {}, person);
    expect([step, status, body.error]).toEqual([step, 200, undefined]);
  };
  async function prove() {
    const test = await propose('prove');
    const begun = await world.eventually(test, ({ awaiting }) =>
      Boolean(awaiting),
    );
    world.collector.recovery.set(OLD, factsWith(resultOf(begun)));
    await until(begun, 'done');
  }
  /** Each is stopped, seen to be gone, and its files taken away. */
  async function takeDown(step: string, environments: string[]) {
    for (const environment of environments) {
      const change = await propose(step);
      expect(change).toMatchObject({ kind: 'decommission', environment });
      isGone = true;
      await until(change, 'done');
      isGone = false;
      await look();
    }
    await world.odoo.run('series-upgrades:settle');
  }
  const carryOut = async (...steps: string[]) => {
    for (const step of steps) {
      await until(await propose(step), 'done');
      await look();
    }
  };

  /** As far as the old one that is stopped and the new one that serves under its name. */
  async function toCutOver() {
    await prove();
    await carryOut('rehearse');
    await confirm('look');
    await carryOut('stop', 'cut-over');
  }
  const start = () =>
    world.propose('mia', {
      kind: 'update',
      environment: OLD,
      spec: { schedule: 'always' },
    });

  it('goes past a rejected rehearsal to the new production, and back again', async () => {
    await prove();
    const first = await propose('rehearse');
    const rejected = await world.as(
      'max',
      'post',
      `/changes/${first.id}/reject`,
      {
        comment: 'Not this week',
      },
    );
    expect(rejected.status).toBe(200);
    expect(await stepOf('rehearse')).toMatchObject({ state: 'failed' });
    later(1);
    const pressed = await Promise.all(
      ['mia', 'max'].map(person => act('steps/rehearse/propose', {}, person)),
    );
    const made = pressed.filter(({ status }) => status === 201);
    expect(made).toHaveLength(1);
    await until(made[0].body, 'done');
    expect((await specOf(REHEARSAL)).copyOf).toEqual({ environment: OLD });
    const looked = await Promise.all(
      ['max', 'max'].map(person => act('steps/look/confirm', {}, person)),
    );
    expect(looked.map(({ status }) => status).sort()).toEqual([200, 409]);

    await carryOut('stop');
    expect((await specOf(OLD)).hostnames).toEqual([`old.${NAME}`]);
    const taken = await world.propose('mia', {
      kind: 'create',
      environment: NEW,
      spec: { owner: 'group:default/harbour-civil-erp', tier: 3 },
    });
    expect([taken.status, taken.body.error.message]).toEqual([
      409,
      expect.stringContaining('kept for the series upgrade of harbour-civil'),
    ]);
    const cutOver = await propose('cut-over');
    const beside = await start();
    expect([beside.status, beside.body.error.message]).toEqual([
      409,
      expect.stringContaining(`the change ${cutOver.id} makes ${NEW}`),
    ]);
    await until(cutOver, 'done');
    expect((await specOf(NEW)).hostnames).toEqual([NAME]);
    await confirm('dns', 'mia');

    const refused = await start();
    expect([refused.status, refused.body.error.message]).toEqual([
      409,
      expect.stringContaining('go back on the page of its series'),
    ]);
    expect((await act('go-back')).body.state).toBe('going-back');
    expect((await act('steps/start-old/propose')).status).toBe(409);
    await carryOut('stop-clone', 'start-old');
    expect(await specOf(OLD)).toMatchObject({
      schedule: 'always',
      hostnames: [NAME],
    });
    expect(await specOf(NEW)).toMatchObject({
      schedule: 'stopped',
      hostnames: [`new.${NAME}`],
    });
    await confirm('dns-back', 'mia');
    await takeDown('clean-up-clone', [REHEARSAL, NEW]);
    expect((await read()).state).toBe('gone-back');
    expect(world.audit).toContain('series-upgrade-gone-back success');
  });

  it('ends when the old one is taken down, and says so once', async () => {
    await toCutOver();
    await confirm('dns', 'mia');
    expect((await act('steps/accept/confirm')).status).toBe(403);
    await confirm('accept');
    await world.odoo.run('series-upgrades:settle');
    expect((await read()).state).toBe('open');
    await takeDown('clean-up', [REHEARSAL, OLD]);
    await world.odoo.run('series-upgrades:settle');
    expect((await read()).state).toBe('done');
    const ended = world.audit.filter(each =>
      each.startsWith('series-upgrade-done'),
    );
    expect(ended).toEqual(['series-upgrade-done success']);
    expect((await act('go-back')).status).toBe(409);
  });

  it('stops no production for a rehearsal that grew too old while the stop waited', async () => {
    await prove();
    await carryOut('rehearse');
    await confirm('look');
    const stop = await propose('stop');
    later(6 * 24 * 60);
    const judged = await world.as(
      'max',
      'post',
      `/changes/${stop.id}/approve`,
      {
        comment: 'As planned',
        contentHash: stop.contentHash,
      },
    );
    expect(judged.status).toBe(200);
    const failed = await world.until(stop, 'failed');
    expect(JSON.stringify(failed.timeline)).toContain(
      'is no longer open: The rehearsal is a copy from',
    );
    expect((await specOf(OLD)).schedule).toBe('always');
  });

  it('makes no copy of an old one that was started past change control while the cut-over waited', async () => {
    await prove();
    await carryOut('rehearse');
    await confirm('look');
    await carryOut('stop');
    const cutOver = await propose('cut-over');
    const file = `environments/${OLD}/environment.yaml`;
    const text = world.remote.show(file);
    expect(text).toContain('schedule: stopped');
    world.remote.push({
      [file]: text.replace('schedule: stopped', 'schedule: always'),
    });
    await world.approve('max', cutOver);
    const failed = await world.until(cutOver, 'failed');
    expect(JSON.stringify(failed.timeline)).toContain(
      'is no longer open: After “Stop the old one”',
    );
    expect(world.remote.files()).not.toContain(
      `environments/${NEW}/environment.yaml`,
    );
  });

  it('carries out no step of one that ended while it was proposed', async () => {
    await prove();
    await carryOut('rehearse');
    await confirm('look');
    const stop = await propose('stop');
    const { knex } = world;
    const [{ document }] = await knex('series_upgrades');
    await knex('series_upgrades').update({
      ended_at: new Date().toISOString(),
      document: JSON.stringify({ ...JSON.parse(document), state: 'stopped' }),
    });
    await world.approve('max', stop);
    const failed = await world.until(stop, 'failed');
    expect(JSON.stringify(failed.timeline)).toContain(
      'is stopped: none of its steps is open',
    );
    expect((await specOf(OLD)).schedule).toBe('always');
  });
});
