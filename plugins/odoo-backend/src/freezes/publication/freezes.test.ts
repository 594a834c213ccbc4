import {
  freezesListSchema,
  windowsChecksum,
} from '@plumbline/plugin-odoo-common';
import { parseAllDocuments } from 'yaml';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';
import { freezeCalendar } from '../../__testUtils__/freezeCalendar';
import { platformInput } from '../../__testUtils__/platform';
import { useClock } from '../../__testUtils__/useClock';
import { DatabaseCommitLedger } from '../../change';

const PRODUCTION = 'harbour-civil/production';
const FILE = 'clusters/aks-north-1/sync-windows.yaml';
const UNTIL = '2026-11-26T18:00:00.000Z';
const DAY_MS = 24 * 3600 * 1000;

const databases = testDatabases();
jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())('freezes in Git on %s', engine => {
  let world: ChangeWorld;
  beforeEach(async () => {
    useClock('2026-11-26T12:00:00.000Z');
    world = await ChangeWorld.start(databases, engine, {
      odoo: {
        platform: {
          ...platformInput,
          gitops: { ...platformInput.gitops, syncWindows: true },
          tiers: { 4: { changeWindow: 'enforced' } },
        },
      },
      files: {
        ...environmentFiles(PRODUCTION, { tier: 2 }),
        ...environmentFiles('harbour-civil/qa', {
          tier: 2,
          residency: ['northeurope', 'westeurope'],
        }),
        'calendars/harbour-civil.ics': freezeCalendar(['20261120', '20270201']),
      },
    });
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  const publish = async () => {
    await world.odoo.run('registry:refresh');
    await world.odoo.run('freezes:publish');
  };
  const windows = () =>
    parseAllDocuments(world.remote.show(FILE))[0].toJS().spec.syncWindows;

  it('are committed by the portal when a calendar is, once, and every week, and are no stranger to the ledger', async () => {
    await publish();
    const [first] = world.remote.log();
    expect(first.body).toMatch(/^Freezes of aks-north-1\n/);
    expect(windows()[0]).toMatchObject({
      schedule: '0 0 20 11 *',
      applications: ['*'],
    });
    const known = await new DatabaseCommitLedger(world.knex).isKnown([
      first.id,
    ]);
    expect([...known]).toEqual([first.id]);
    expect(world.audit).toContain('freezes-publish success');

    const { length } = world.remote.log();
    await publish();
    jest.setSystemTime(Date.now() + 6 * DAY_MS);
    await publish();
    expect(world.remote.log()).toHaveLength(length);
    jest.setSystemTime(Date.now() + DAY_MS);
    await publish();
    expect(world.remote.log()).toHaveLength(length + 1);

    world.remote.push({
      'calendars/harbour-civil.ics': freezeCalendar(['20270101', '20270102']),
    });
    await publish();
    expect(windows()[0]).toMatchObject({ schedule: '0 0 1 1 *' });
    // What somebody wrote over it by hand says nothing of the calendars.
    world.remote.push({ [FILE]: 'kind: AppProject\n' });
    await publish();
    expect(windows()[0]).toMatchObject({ schedule: '0 0 1 1 *' });
  });

  it('begin over where a portal had them off: on files that have half of the tenants, of which nothing is known', async () => {
    world.remote.push({
      ...environmentFiles('harbour-rail/production', { tier: 2 }),
      'calendars/harbour-rail.ics': freezeCalendar(['20261120', '20270201']),
    });
    await publish();
    const whole = world.remote.show(FILE);
    const projects = parseAllDocuments(whole).map(
      each => each.toJS().metadata.name,
    );
    expect(projects).toEqual(['odoo-harbour-civil', 'odoo-harbour-rail']);

    world.remote.push({ [FILE]: whole.slice(0, whole.indexOf('\n---\n', 4)) });
    await world.knex('freeze_publications').delete();
    await world.knex('commit_ledger').delete();
    const { length } = world.remote.log();
    await publish();
    expect(world.remote.show(FILE)).toBe(whole);
    await publish();
    expect(world.remote.log()).toHaveLength(length + 1);
    const { body } = await world.as('mia', 'get', '/calendar/freezes');
    expect(freezesListSchema.parse(body).items).toMatchObject([
      {
        state: 'published',
        message: expect.stringContaining(
          '3 of 3 environments that keep freezes are not in the project of their tenant',
        ),
      },
    ]);
  });

  it('are called kept once the cluster was seen to have the windows of Git, and not kept when it has others', async () => {
    world.remote.push({
      'calendars/harbour-civil.ics': freezeCalendar(['20270101', '20270102']),
    });
    await publish();
    const side = async () => {
      const { body } = await world.as('mia', 'get', '/calendar/freezes');
      return freezesListSchema.parse(body).items;
    };
    world.collector.answer('aks-north-1', 'ok');
    const look = async (
      project: string,
      checksum: string,
      applications?: Record<string, string>,
    ) => {
      world.collector.freezes = {
        controller: 'argo-cd',
        cluster: 'aks-north-1',
        projects: { [project]: checksum },
        applications,
      };
      await world.odoo.collect('fake:aks-north-1');
      await publish();
    };
    const [project] = parseAllDocuments(world.remote.show(FILE));
    const { name } = project.toJS().metadata;
    const seen = windowsChecksum(windows());

    jest.setSystemTime(Date.now() + 11 * 60_000);
    await look(name, seen);
    expect((await side())[0].message).toContain('Sync windows of Argo CD deny');
    await look(name, windowsChecksum(windows().slice(1)));
    expect(await side()).toMatchObject([
      {
        state: 'not-kept',
        message: expect.stringMatching(
          `^1 of 1 projects in the cluster have other sync windows than in Git: ${name}. 2 of 2 environments`,
        ),
      },
    ]);
    // What a scope tells of another cluster hides nothing there.
    world.collector.freezes = {
      controller: 'argo-cd',
      cluster: 'aks-west-1',
      projects: {},
    };
    await world.odoo.collect('fake:aks-north-1');
    expect(await side()).toMatchObject([{ state: 'not-kept' }]);

    // Git has them in the project of the tenant; the cluster stopped before one of them.
    const entry = (stage: string) =>
      `clusters/aks-north-1/harbour-civil-${stage}.yaml`;
    world.remote.push(
      Object.fromEntries(
        ['production', 'qa'].map(stage => [
          entry(stage),
          world.remote
            .show(entry(stage))
            .replace('  project: odoo\n', `  project: ${name}\n`),
        ]),
      ),
    );
    await publish();
    const live = (production: string) => ({
      'harbour-civil-production': production,
      'harbour-civil-qa': name,
    });
    await look(name, seen, live(name));
    expect(await side()).toMatchObject([{ state: 'kept' }]);
    await look(name, seen, live('odoo'));
    await world.odoo.run('freezes:compare');
    expect(await side()).toMatchObject([{ state: 'published' }]);
    jest.setSystemTime(Date.now() + 11 * 60_000);
    await look(name, seen, live('odoo'));
    await world.odoo.run('freezes:compare');
    expect(await side()).toMatchObject([
      {
        state: 'not-kept',
        message: expect.stringContaining('harbour-civil-production (in odoo)'),
      },
    ]);
    await look(name, seen, live(name));
    await world.odoo.run('freezes:compare');
    expect(await side()).toMatchObject([{ state: 'kept' }]);
    // What differs anew has its minutes again.
    await look(name, seen, live('odoo'));
    await world.odoo.run('freezes:compare');
    expect(await side()).toMatchObject([{ state: 'published' }]);
  });

  it('that close a tenant for a calendar nobody can read open it late, and once', async () => {
    const calendar = 'calendars/harbour-civil.ics';
    const bring = async (text: string) => {
      world.remote.push({ [calendar]: text });
      await publish();
    };
    await bring('BEGIN:VCALENDAR');
    expect(windows()[0].description).toBe('a calendar cannot be read');
    jest.setSystemTime(new Date('2026-11-26T15:00:00.000Z'));
    const readable = freezeCalendar(['20270101', '20270102']);
    await bring(readable);
    const reopening = windows()[0];
    expect(reopening).toMatchObject({
      schedule: '0 15 26 11 *',
      description: expect.stringContaining('known again'),
    });
    expect(Number.parseInt(reopening.duration, 10)).toBeGreaterThan(0);
    // A pipeline that commits it itself is told the same.
    const route = '/calendar/sync-windows/aks-north-1';
    const { text } = await world.as('mia', 'get', route);
    expect(text).toBe(world.remote.show(FILE));
    expect(windows()[1].description).toBe('Year end');

    const { length } = world.remote.log();
    jest.setSystemTime(new Date('2026-11-27T15:00:00.000Z'));
    await publish();
    expect(world.remote.log()).toHaveLength(length);
    jest.setSystemTime(new Date('2026-12-04T15:00:00.000Z'));
    await publish();
    expect(windows()[0].description).toBe('Year end');
  });

  it('that closed everybody because nobody renewed them open one after the other, and once', async () => {
    const readable = freezeCalendar(['20280101', '20280102']);
    world.remote.push({ 'calendars/harbour-civil.ics': readable });
    await publish();
    jest.setSystemTime(new Date('2027-03-10T09:30:00.000Z'));
    await publish();
    const { length } = world.remote.log();
    expect(windows()[0]).toMatchObject({
      schedule: '30 9 10 3 *',
      description: expect.stringContaining('known again'),
    });
    jest.setSystemTime(new Date('2027-03-10T09:31:00.000Z'));
    await publish();
    expect(world.remote.log()).toHaveLength(length);
  });

  const update = async () => {
    const change = await world.proposed('ann', {
      kind: 'update',
      environment: PRODUCTION,
      spec: { users: { named: 60 } },
    });
    const { body } = await world.as(
      'mia',
      'post',
      `/changes/${change.id}/override`,
      {
        gate: 'calendar',
        reason: 'The supplier portal is down',
        until: UNTIL,
        contentHash: change.contentHash,
      },
    );
    await world.approve('max', body);
    return change;
  };

  it('let an overridden change pass before its commit arrives, for as long as it takes, and nobody else', async () => {
    await publish();
    const change = await update();
    await world.until(change, 'reconciling');
    const [applied, passes] = world.remote.log();
    expect(applied.body).toContain(`Change: ${change.id}`);
    expect(passes.files).toEqual([FILE]);
    expect(windows()).toMatchObject([
      { schedule: '0 0 20 11 *', applications: ['harbour-civil-qa'] },
      { applications: ['harbour-civil-qa'] },
      { schedule: '0 18 26 11 *', applications: ['harbour-civil-production'] },
      { applications: ['harbour-civil-production'] },
    ]);
    // Committed, it passes for as long as it takes: an hour and ten minutes by the presets.
    await publish();
    expect(windows()[2]).toMatchObject({
      schedule: '10 13 26 11 *',
      applications: ['harbour-civil-production'],
    });
    jest.setSystemTime(new Date('2026-11-26T13:10:00.000Z'));
    await publish();
    expect(windows()[0].applications).toEqual(['*']);
  });

  it('let what a cancelled decommission brings back pass after its commit too: until then nothing runs', async () => {
    world.remote.push(environmentFiles('harbour-civil/dev', { tier: 4 }));
    await publish();
    const change = await world.proposed('ann', {
      kind: 'decommission',
      environment: 'harbour-civil/dev',
      spec: undefined,
      reason: 'The rehearsal is over',
    });
    const stopping = await world.eventually(change, ({ awaiting }) =>
      Boolean(awaiting),
    );
    await world.as('ann', 'post', `/changes/${stopping.id}/cancel`);
    await world.eventually(change, ({ conclusion }) =>
      Boolean(conclusion?.arrivedAt),
    );
    await publish();
    expect(windows()[0].applications).toEqual([
      'harbour-civil-production',
      'harbour-civil-qa',
    ]);
    jest.setSystemTime(Date.now() + DAY_MS);
    await publish();
    expect(windows()[0].applications).toEqual(['*']);
  });

  it('have the project that an ordinary update moves into before its commit, which waits for it and says so', async () => {
    world.remote.push({
      'calendars/harbour-civil.ics': freezeCalendar(['20270101', '20270102']),
    });
    await world.odoo.run('registry:refresh');
    const refused = world.remote.refusePushes(FILE);
    const change = await world.proposed('ann', {
      kind: 'update',
      environment: PRODUCTION,
      spec: { users: { named: 60 } },
    });
    await world.approve('max', change);
    const waiting = await world.eventually(change, ({ awaiting }) =>
      Boolean(awaiting),
    );
    expect(waiting).toMatchObject({
      state: 'approved',
      awaiting: {
        what: 'the Argo CD project odoo-harbour-civil in Git, without which Argo CD refuses the environment; it could not be published: The GitOps repository refused the push',
        stuck: false,
      },
    });
    refused.end();
    await world.until(change, 'reconciling');
    const [applied, published] = world.remote.log();
    expect(applied.body).toContain(`Change: ${change.id}`);
    expect(published.files).toEqual([FILE]);
  });

  it('that cannot be published lose no change: it arrives, and says what holds it back', async () => {
    await publish();
    const refused = world.remote.refusePushes(FILE);
    const change = await update();
    const waiting = await world.eventually(
      change,
      ({ awaiting }) => awaiting?.what.includes('a freeze') ?? false,
    );
    expect(waiting.state).toBe('reconciling');
    expect(windows()[0].applications).toEqual(['*']);
    expect(world.audit).toContain('freezes-publish fail');

    const side = async () =>
      freezesListSchema.parse(
        (await world.as('mia', 'get', '/calendar/freezes')).body,
      ).items;
    // What git itself says names hosts and folders.
    const failed = 'Not published: The GitOps repository refused the push';
    expect(await side()).toMatchObject([
      { cluster: 'aks-north-1', state: 'failed', message: failed },
    ]);

    refused.end();
    await publish();
    expect(await side()).toMatchObject([
      {
        state: 'published',
        message: expect.stringMatching(
          /nobody has seen: see Sources. 1 of 2 environments that keep/,
        ),
        publishedAt: '2026-11-26T12:00:00.000Z',
        knownUntil: '2027-02-24T00:00:00.000Z',
      },
    ]);
    await publish();
    jest.setSystemTime(Date.now() + 6 * 60_000);
    expect(await side()).toMatchObject([{ state: 'unknown' }]);
    // Who does not reach Git has not looked at it.
    await world.odoo.run('freezes:publish');
    expect(await side()).toMatchObject([{ state: 'unknown' }]);
    await publish();
    expect(await side()).toMatchObject([{ state: 'published' }]);
    expect((await world.as('nobody', 'get', '/calendar/freezes')).status).toBe(
      403,
    );
    expect(windows()[0].applications).toEqual(['harbour-civil-qa']);
    await world.drive();
    expect((await world.read(change)).awaiting?.what).not.toContain('a freeze');
  });
});
