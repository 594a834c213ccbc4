import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  EnvironmentDetail,
  EnvironmentList,
  Source,
  choicesSchema,
  dailyHistorySchema,
  environmentDetailSchema,
  environmentListSchema,
  historySchema,
  releaseListSchema,
  sourceListSchema,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { FakeCollector } from './__testUtils__/FakeCollector';
import { GitRemote } from './__testUtils__/GitRemote';
import { testDatabases } from './__testUtils__/databases';
import {
  environmentFiles,
  release,
  releaseFiles,
} from './__testUtils__/documents';
import { Odoo, startOdoo } from './__testUtils__/startOdoo';
import { later, useClock } from './__testUtils__/useClock';

const NORTH = 'harbour-civil/production';
const NORTH_QA = 'harbour-civil/qa';
const WEST = 'harbour-rail/production';

const fleet = {
  ...releaseFiles,
  ...environmentFiles(NORTH, { tier: 1 }),
  ...environmentFiles(NORTH_QA),
  ...environmentFiles(WEST, { tier: 2, region: 'westeurope' }),
};

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('observe half on %s', engine => {
  let remote: GitRemote;
  let collector: FakeCollector;
  let odoo: Odoo;
  let knex: Knex;
  const events = mockServices.events.mock();

  beforeEach(async () => {
    useClock('2026-11-23T10:00:00Z');
    events.publish.mockReset();
    remote = new GitRemote();
    remote.push(fleet);
    collector = new FakeCollector(['web.ready', 'database.phase']);
    collector.answer('aks-north-1', 'ok');
    collector.answer('aks-west-1', 'ok');
    knex = await databases.init(engine);
    odoo = await startOdoo({
      knex,
      url: remote.url,
      features: [
        collector.module(),
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
      ],
    });
  });

  afterEach(async () => {
    await odoo.stop();
    remote.remove();
    jest.useRealTimers();
  });

  const north = 'fake:aks-north-1';
  const west = 'fake:aks-west-1';
  const list = async (query = '') => {
    const { status, body } = await odoo.get(`/environments${query}`);
    expect(status).toBe(200);
    return environmentListSchema.parse(body) as EnvironmentList;
  };
  const detail = async (ref: string) => {
    const { status, body } = await odoo.get(`/environments/${ref}`);
    expect(status).toBe(200);
    return environmentDetailSchema.parse(body) as EnvironmentDetail;
  };
  const source = async (name: string): Promise<Source> => {
    const { body } = await odoo.get('/sources');
    const found = sourceListSchema
      .parse(body)
      .items.find(item => `${item.collector}:${item.scope}` === name);
    if (!found) throw new Error(`no source ${name}`);
    return found;
  };
  const names = ({ items }: EnvironmentList) =>
    items.map(({ tenant, stage }) => `${tenant}/${stage}`);

  it('shows what Git says exists, unknown until somebody has looked', async () => {
    expect((await list()).total).toBe(0);
    await odoo.collect();
    const { items, total, counts } = await list('?sort=environment');
    expect(total).toBe(3);
    expect(counts).toMatchObject({ unknown: 3, ok: 0 });
    expect(items[0]).toMatchObject({
      tenant: 'harbour-civil',
      stage: 'production',
      tier: 1,
      owner: 'group:default/harbour-civil-erp',
      release: { version: release.metadata.name, digest: release.spec.digest },
      placement: { cluster: 'aks-north-1', databaseServer: 'own' },
      verdict: { status: 'unknown', evidence: 'missing' },
    });
  });

  it('judges by evidence and puts the worst first', async () => {
    collector.answer('aks-west-1', 'critical', { summary: 'no pod is ready' });
    await odoo.collect(north, west, 'git:registry');
    const page = await list();
    expect(names(page)).toEqual([WEST, NORTH, NORTH_QA]);
    expect(page.items[0].verdict).toMatchObject({
      status: 'critical',
      decidedBy: 'web.ready',
      summary: 'no pod is ready',
    });

    const { observations, plan, spec } = await detail(WEST);
    const byProbe = new Map(observations.map(o => [o.probe, o]));
    expect(byProbe.get('web.ready')).toMatchObject({
      status: 'critical',
      required: true,
      stale: false,
      observedAt: '2026-11-23T10:00:00.000Z',
      expiresAt: '2026-11-23T10:05:00.000Z',
      since: '2026-11-23T10:00:00.000Z',
      source: { collector: 'fake', scope: 'aks-west-1' },
    });
    // Claimed by our own collector, observed; and claimed by nobody.
    expect(byProbe.get('goldenpath.drift')?.status).toBe('ok');
    expect(byProbe.get('web.reachable')).toMatchObject({
      status: 'not-collected',
    });
    expect(byProbe.get('web.reachable')?.observedAt).toBeUndefined();
    expect(plan.placement.cluster).toBe('aks-west-1');
    expect(spec.region).toBe('westeurope');
  });

  it('turns grey by itself when nothing is collected any more', async () => {
    await odoo.collect(north, west);
    collector.answer('aks-west-1', 'critical');
    await odoo.run(`collect:${west}`);
    later(4.9);
    const critical = await list('?verdict=critical');
    expect(critical.total).toBe(1);
    // A page that is open needs to ask nobody to know when to turn grey.
    expect(critical.items[0].verdict.expiresAt).toBe(
      '2026-11-23T10:05:00.000Z',
    );

    // No task runs at all: the rows are judged by the moment they are read.
    later(0.2);
    const grey = await list('?verdict=unknown&evidence=stale');
    expect(grey.total).toBe(3);
    expect(grey.counts).toMatchObject({ unknown: 3, critical: 0, ok: 0 });
    expect(names(await list())).toEqual([NORTH, NORTH_QA, WEST]);
    expect((await detail(WEST)).verdict).toMatchObject({
      status: 'unknown',
      evidence: 'stale',
      summary: 'Evidence is stale; last known: web.ready is critical',
    });
    expect(
      (await detail(WEST)).observations.find(o => o.probe === 'web.ready'),
    ).toMatchObject({ status: 'critical', stale: true });

    // The reassessment then tells the other plugins.
    events.publish.mockReset();
    await odoo.run('verdicts:reassess');
    expect(events.publish).toHaveBeenCalledWith({
      topic: 'odoo.verdict',
      eventPayload: { environments: [NORTH, NORTH_QA, WEST] },
    });
  });

  it('is less grey as soon as one source is back, although it says the same as before', async () => {
    await odoo.collect(north, west, 'git:registry');
    const collected = async () =>
      (await detail(WEST)).verdict.coverage.collected;
    const all = await collected();
    later(6);
    await odoo.run('verdicts:reassess');
    expect(await collected()).toBe(0);
    await odoo.collect('git:registry');
    expect(await collected()).toBe(all - collector.probes.length);
    const drift = (await detail(WEST)).observations.find(
      o => o.probe === 'goldenpath.drift',
    );
    expect(drift).toMatchObject({
      stale: false,
      since: '2026-11-23T10:00:00.000Z',
      expiresAt: '2026-11-23T10:11:00.000Z',
    });
  });

  it('sees a risk come nearer although nothing is observed any more', async () => {
    remote.push(environmentFiles(NORTH_QA, { expires: '2026-12-31' }));
    await odoo.collect(north);
    const expiry = async () =>
      (await detail(NORTH_QA)).verdict.riskAhead.find(
        ({ kind }) => kind === 'expiry',
      );
    expect(await expiry()).toBeUndefined();
    later(9 * 24 * 60);
    await odoo.run('verdicts:reassess');
    expect(await expiry()).toMatchObject({
      severity: 'warning',
      due: '2026-12-31T00:00:00.000Z',
      owner: 'group:default/harbour-civil-erp',
      action: { template: 'odoo-expiry' },
    });
    later(23 * 24 * 60);
    await odoo.run('verdicts:reassess');
    expect(await expiry()).toMatchObject({ severity: 'critical' });
  });

  it('leaves the other scopes and the last observations alone when one fails', async () => {
    await odoo.collect(north, west);
    collector.answers.delete('aks-west-1');
    later(3);
    await odoo.collect(north, west);
    const before = await detail(WEST);
    expect(
      before.observations.find(o => o.probe === 'web.ready'),
    ).toMatchObject({ status: 'ok', stale: false });

    expect((await source(west)).lastRun).toMatchObject({
      outcome: 'failed',
      problems: [
        {
          kind: 'failed',
          subject: 'Cluster aks-west-1',
          message: 'aks-west-1 is unreachable',
        },
      ],
    });
    expect((await source(north)).lastRun).toMatchObject({
      outcome: 'ok',
      environments: 2,
      observations: 4,
      upstreamCalls: 1,
    });
    later(3);
    expect(await list('?evidence=stale')).toMatchObject({ total: 1 });
    expect(names(await list('?evidence=stale'))).toEqual([WEST]);
  });

  it('gives up on a collector that does not answer, and says so', async () => {
    collector.answers.set('aks-west-1', () => new Promise(() => {}));
    await odoo.collect(west);
    expect((await source(west)).lastRun).toMatchObject({
      outcome: 'failed',
      problems: [{ message: 'gave no answer within 1 seconds' }],
    });
  });

  it('does not let a slow run undo a later one', async () => {
    await odoo.collect(north);
    const { answers } = collector;
    collector.answer('aks-north-1', 'critical');
    const critical = answers.get('aks-north-1') as NonNullable<
      ReturnType<typeof answers.get>
    >;
    answers.set('aks-north-1', async environments => ({
      ...(await critical(environments)),
      observedAt: new Date(Date.now() - 1000),
    }));
    await odoo.run(`collect:${north}`);
    expect((await list('?verdict=critical')).total).toBe(0);
  });

  it('drops what a collector may not tell, and counts it as a problem', async () => {
    collector.answers.set('aks-north-1', () => ({
      observations: [
        { tenant: 'harbour-civil', stage: 'production' },
        { tenant: 'harbour-civil', stage: 'production' },
        { tenant: 'harbour-rail', stage: 'production' },
      ].flatMap(environment => [
        { environment, probe: 'web.ready', status: 'ok', summary: 'ok' },
        { environment, probe: 'cron.lag', status: 'ok', summary: 'ok' },
      ]),
      observedAt: new Date(Date.now() + 3_600_000),
      upstreamCalls: 1,
      problems: [],
    }));
    await odoo.collect(north);
    const { lastRun } = await source(north);
    expect(lastRun).toMatchObject({
      outcome: 'partial',
      observations: 1,
      problems: [
        { kind: 'skipped', count: 3 },
        { kind: 'skipped', count: 1 },
        { kind: 'skipped', count: 1 },
      ],
    });
    expect(lastRun?.problems.map(({ message }) => message)).toEqual([
      '3 observations dropped: the collector does not claim cron.lag',
      '1 observations dropped: web.ready of harbour-civil/production came twice',
      '1 observations dropped: the scope does not cover harbour-rail/production',
    ]);
    // A clock that runs ahead buys no time.
    const { observations } = await detail(NORTH);
    expect(observations.find(o => o.probe === 'web.ready')?.expiresAt).toBe(
      '2026-11-23T10:05:00.000Z',
    );
  });

  it('remembers transitions, not samples, and pages them', async () => {
    await odoo.collect(north);
    for (const status of ['ok', 'critical', 'critical', 'ok'] as const) {
      later(1);
      collector.answer('aks-north-1', status);
      await odoo.run(`collect:${north}`);
    }
    const path = `/environments/${NORTH}/history?probe=web.ready`;
    const history = historySchema.parse((await odoo.get(path)).body);
    expect(history.total).toBe(3);
    expect(history.items).toMatchObject([
      { from: 'critical', to: 'ok', at: '2026-11-23T10:04:00.000Z' },
      { from: 'ok', to: 'critical', at: '2026-11-23T10:02:00.000Z' },
      { to: 'ok', at: '2026-11-23T10:00:00.000Z' },
    ]);
    const { observations } = await detail(NORTH);
    expect(observations.find(o => o.probe === 'web.ready')?.since).toBe(
      '2026-11-23T10:04:00.000Z',
    );

    const { body: first } = await odoo.get(`${path}&limit=2`);
    const { body: second } = await odoo.get(
      `/environments/${NORTH}/history?limit=2&cursor=${first.nextCursor}`,
    );
    expect([...first.items, ...second.items]).toEqual(
      JSON.parse(JSON.stringify(history.items)),
    );
    expect(second.nextCursor).toBeUndefined();
    const { body: window } = await odoo.get(
      `${path}&from=2026-11-23T10:01:00Z&to=2026-11-23T10:04:00Z`,
    );
    expect(window.total).toBe(1);
  });

  it('remembers days, and what changed on them', async () => {
    await odoo.collect(north);
    later(14 * 60);
    await odoo.collect(north);
    await odoo.run('history:roll-up');
    const row = { environment: NORTH, stage: 'production', tier: 1 };
    const change = (id: string, kind: string, state: string) =>
      knex('changes').insert({
        ...row,
        id,
        kind,
        state,
        version: 1,
        owner: '',
        requester: '',
        created_at: '2026-11-23T11:00:00.000Z',
        summary: JSON.stringify({
          kind,
          state,
          reason: 'More users',
          updatedAt: '2026-11-23T12:10:00.000Z',
        }),
        document: '{}',
      });
    await change('applied', 'update', 'done');
    await change('never', 'update', 'rejected');
    await knex('commit_ledger').insert({
      commit: 'c1',
      change_id: 'applied',
      recorded_at: '2026-11-23T12:00:00.000Z',
    });

    const path = `/environments/${NORTH}/daily`;
    const daily = dailyHistorySchema.parse((await odoo.get(path)).body);
    expect(daily.items.map(({ day, worst }) => [day, worst])).toEqual([
      ['2026-11-23', 'unknown'],
      ['2026-11-24', 'unknown'],
    ]);
    expect(daily.marks).toEqual([
      {
        kind: 'change',
        title: 'update: More users',
        from: '2026-11-23T12:00:00.000Z',
        to: '2026-11-23T12:10:00.000Z',
        link: '/changes/applied',
      },
    ]);
    const later24 = await odoo.get(`${path}?from=2026-11-24&to=2026-11-24`);
    expect(later24.body).toMatchObject({
      items: [{ day: '2026-11-24' }],
      marks: [],
    });
    for (const wrong of ['from=2026-11-25&to=2026-11-24', 'from=2020-01-01']) {
      const { status, body } = await odoo.get(`${path}?${wrong}`);
      expect(status).toBe(400);
      expect(body.error.details).toMatchObject([{ path: 'from' }]);
    }
    expect((await odoo.get('/environments/nobody/qa/daily')).status).toBe(404);
  });

  it('follows Git: malformed, edited by hand, mended, removed', async () => {
    const file = `environments/${NORTH}/environment.yaml`;
    await odoo.collect(north, west, 'git:registry');
    expect((await source('git:registry')).lastRun?.outcome).toBe('ok');

    remote.push({ [file]: `${fleet[file]}surprise: true\n` });
    await odoo.collect(north, west, 'git:registry');
    expect((await source('git:registry')).lastRun).toMatchObject({
      outcome: 'partial',
      problems: [{ subject: expect.stringMatching(`^${file}:\\d+$`) }],
    });
    // It still exists and is no longer looked at: critical at once, its old evidence ages; the others go on.
    expect((await list()).total).toBe(3);
    expect((await detail(NORTH)).verdict).toMatchObject({
      status: 'critical',
      decidedBy: 'goldenpath.drift',
      summary: expect.stringContaining(`malformed: ${file}`),
    });
    later(3);
    await odoo.collect(north, west, 'git:registry');
    later(3);
    expect(names(await list('?evidence=stale'))).toEqual([NORTH]);

    const manifest = Object.keys(fleet).find(path =>
      path.startsWith(`environments/${WEST}/manifests/`),
    ) as string;
    remote.push({ [file]: fleet[file], [manifest]: 'kind: Edited\n' });
    await odoo.collect(north, west, 'git:registry');
    const drift = (await detail(WEST)).observations.find(
      o => o.probe === 'goldenpath.drift',
    );
    expect(drift).toMatchObject({ status: 'degraded', value: 1 });
    expect(drift?.summary).toContain(`${manifest} edited`);
    expect((await source('git:registry')).lastRun?.outcome).toBe('ok');

    const gone = Object.keys(fleet).filter(path =>
      path.includes(`/${NORTH_QA}/`),
    );
    remote.push(Object.fromEntries(gone.map(path => [path, undefined])));
    await odoo.collect();
    expect(names(await list('?sort=environment'))).toEqual([NORTH, WEST]);
    expect((await odoo.get(`/environments/${NORTH_QA}`)).status).toBe(404);
  });

  it('keeps what it knows while Git cannot be reached, and says so', async () => {
    await odoo.collect('git:registry');
    remote.remove();
    await odoo.run('registry:refresh');
    later(2);
    await odoo.run('collect:git:registry');
    expect((await list()).total).toBe(3);
    expect((await source('git:registry')).lastRun).toMatchObject({
      outcome: 'partial',
      problems: [{ subject: 'GitOps repository' }],
    });
    // Evidence is as old as the last fetch that worked.
    const { observations } = await detail(NORTH);
    expect(
      observations.find(o => o.probe === 'goldenpath.drift')?.observedAt,
    ).toBe('2026-11-23T10:00:00.000Z');
  });

  it('starts and ends collection as scopes come and go', async () => {
    collector.clusters = ['aks-north-1'];
    await odoo.collect(north);
    const { body: one } = await odoo.get('/sources');
    expect(one.total).toBe(2);
    collector.clusters = ['aks-north-1', 'aks-west-1'];
    await odoo.run('collection:scopes');
    expect((await source(west)).lastRun).toBeUndefined();
    expect((await source(north)).lastRun?.outcome).toBe('ok');

    collector.scopes = async () => {
      throw new Error('the cluster list is gone');
    };
    await odoo.run('collection:scopes');
    expect(await source('fake:scopes')).toMatchObject({
      notAvailable: 'the cluster list is gone',
    });
    expect((await source(north)).lastRun?.outcome).toBe('ok');
  });

  it('refreshes a source on request', async () => {
    await odoo.collect(north);
    const post = (path: string) => odoo.request().post(`/api/odoo${path}`);
    later(1);
    const { status } = await post('/sources/fake/aks-north-1/refresh');
    expect(status).toBe(202);
    expect((await source(north)).lastRun?.startedAt).toBe(
      '2026-11-23T10:01:00.000Z',
    );
    expect((await post('/sources/fake/nowhere/refresh')).status).toBe(404);

    let finish = () => {};
    const asked = new Promise<void>(resolve => {
      collector.answers.set('aks-north-1', () => {
        resolve();
        return new Promise(done => {
          finish = () =>
            done({
              observations: [],
              observedAt: new Date(),
              upstreamCalls: 0,
              problems: [],
            });
        });
      });
    });
    const running = odoo.run(`collect:${north}`);
    await asked;
    expect((await source(north)).running).toBe(true);
    const again = await post('/sources/fake/aks-north-1/refresh');
    expect(again.status).toBe(409);
    expect(again.body.error.message).toContain('already running');
    finish();
    await running;
    expect((await source(north)).running).toBe(false);

    // A process that was killed in a run leaves its mark, which ends with the time limit.
    await knex('sources').update({ running_until: new Date().toISOString() });
    expect((await source(north)).running).toBe(false);
  });

  it('offers choices and releases', async () => {
    await odoo.collect();
    const choices = choicesSchema.parse((await odoo.get('/choices')).body);
    expect(choices.tenants).toEqual([
      {
        name: 'harbour-civil',
        owner: 'group:default/harbour-civil-erp',
        stages: ['qa', 'production'],
      },
      {
        name: 'harbour-rail',
        owner: 'group:default/harbour-rail-erp',
        stages: ['production'],
      },
    ]);
    expect(choices.releases).toMatchObject([{ version: '18.0-2026.11.1' }]);
    expect(choices.tiers[0].approvals).toEqual({ production: 2, other: 2 });
    const releases = releaseListSchema.parse(
      (await odoo.get('/releases')).body,
    );
    expect(releases).toMatchObject({
      total: 1,
      items: [{ digest: release.spec.digest, schemaClass: 'additive' }],
      errors: [],
    });
  });

  it('names every wrong parameter, and lets nobody unknown in', async () => {
    const { status, body } = await odoo.get(
      '/environments?stage=dev,moon&limit=0&sort=owner&colour=red',
    );
    expect(status).toBe(400);
    expect(body.error.name).toBe('InputError');
    const details: { path: string; message: string; accepted: string }[] =
      body.error.details;
    expect(details.map(({ path }) => path).sort()).toEqual([
      'colour',
      'limit',
      'sort',
      'stage.1',
    ]);
    expect(details.find(({ path }) => path === 'stage.1')?.accepted).toContain(
      'dev, qa, staging',
    );
    const forged = Buffer.from('{"after":{}}').toString('base64url');
    const cursor = await odoo.get(`/environments?cursor=${forged}`);
    expect(cursor.status).toBe(400);
    expect(cursor.body.error.details[0].path).toBe('cursor');

    for (const path of ['/environments', '/sources', '/choices', '/releases']) {
      const anonymous = await odoo
        .request()
        .get(`/api/odoo${path}`)
        .set('Authorization', mockCredentials.none.header());
      expect(anonymous.status).toBe(401);
      const service = await odoo
        .request()
        .get(`/api/odoo${path}`)
        .set('Authorization', mockCredentials.service.header());
      expect(service.status).toBe(200);
    }
  });
});
