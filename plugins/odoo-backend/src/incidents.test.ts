import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  NotificationSendOptions,
  notificationService,
} from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  EnvironmentDetail,
  Incident,
  environmentDetailSchema,
  environmentListSchema,
  incidentListSchema,
  odooEnvironmentReadPermission,
  odooHealthAcknowledgePermission,
} from '@plumbline/plugin-odoo-common';
import {
  createOdooConditionalDecision,
  odooConditions,
} from '@plumbline/plugin-odoo-node';
import { FakeCollector } from './__testUtils__/FakeCollector';
import { GitRemote } from './__testUtils__/GitRemote';
import { testDatabases } from './__testUtils__/databases';
import { environmentFiles, releaseFiles } from './__testUtils__/documents';
import { Odoo, startOdoo } from './__testUtils__/startOdoo';
import { later, useClock } from './__testUtils__/useClock';

const CIVIL = 'harbour-civil/production';
const CIVIL_QA = 'harbour-civil/qa';
const RAIL = 'harbour-rail/production';
const CIVIL_OWNER = 'group:default/harbour-civil-erp';
const RAIL_OWNER = 'group:default/harbour-rail-erp';
const PLATFORM = 'group:default/platform-engineers';

/** Civil's people reach their own environments; the engineer reads everything and acknowledges nothing. */
const own: PolicyDecision = createOdooConditionalDecision(
  odooEnvironmentReadPermission,
  odooConditions.isTenantOwner({ claims: [CIVIL_OWNER] }),
);
const policy = mockServices.permissions.mock({
  authorizeConditional: async (requests, { credentials }) =>
    requests.map(({ permission }): PolicyDecision => {
      const { userEntityRef } = credentials.principal as {
        userEntityRef?: string;
      };
      if (userEntityRef === 'user:default/civil') return own;
      return permission.name === odooHealthAcknowledgePermission.name
        ? { result: AuthorizeResult.DENY }
        : { result: AuthorizeResult.ALLOW };
    }),
});

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('what is not well on %s', engine => {
  let remote: GitRemote;
  let collector: FakeCollector;
  let odoo: Odoo;
  let sent: NotificationSendOptions[];
  let refuse = false;
  const signals = { publish: jest.fn(async () => {}) };
  const audit = mockServices.auditor.mock();

  const look = () => odoo.collect('fake:aks-north-1', 'git:registry');

  beforeEach(async () => {
    useClock('2026-11-23T10:00:00Z');
    sent = [];
    refuse = false;
    signals.publish.mockClear();
    remote = new GitRemote();
    remote.push({
      ...releaseFiles,
      ...environmentFiles(CIVIL, { tier: 1 }),
      ...environmentFiles(CIVIL_QA),
      ...environmentFiles(RAIL, { tier: 2 }),
    });
    later(24 * 60);
    collector = new FakeCollector(['web.ready', 'cluster.reachable']);
    collector.clusters = ['aks-north-1'];
    collector.answer('aks-north-1', 'ok');
    odoo = await startOdoo({
      knex: await databases.init(engine),
      url: remote.url,
      features: [
        collector.module(),
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () => policy,
        }),
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => audit,
        }),
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => signals,
        }),
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({
            async send(options: NotificationSendOptions) {
              if (refuse) throw new Error('there is nobody');
              sent.push(options);
            },
          }),
        }),
      ],
    });
    await odoo.run('registry:refresh');
    // The ledger begins here: before it nothing tells who made the commits.
    await odoo.run('changes:drive');
    await look();
  });

  afterEach(async () => {
    await odoo.stop();
    remote.remove();
    jest.useRealTimers();
  });

  const tell = async () => {
    sent.length = 0;
    await odoo.run('incidents:tell');
    return sent;
  };
  const incidents = async (user?: string): Promise<Incident[]> => {
    const { body, status } = await odoo.get('/incidents', user);
    expect(status).toBe(200);
    return incidentListSchema.parse(body).items;
  };
  const detail = async (ref: string): Promise<EnvironmentDetail> =>
    environmentDetailSchema.parse(
      (await odoo.get(`/environments/${ref}`)).body,
    );
  const say = (ref: string, body: object, user = 'user:default/civil') =>
    odoo
      .request()
      .post(`/api/odoo/environments/${ref}/acknowledgements`)
      .set('Authorization', mockCredentials.user.header(user))
      .send({
        kind: 'acknowledge',
        reason: 'I look after it',
        until: '2026-11-25T10:00:00Z',
        ...body,
      });

  /** Everything is critical at once, and the cluster does not answer. */
  const killCluster = () => collector.answer('aks-north-1', 'critical');
  /** One environment alone. */
  const breakQa = (status: 'critical' | 'degraded' | 'ok' = 'critical') =>
    collector.answers.set('aks-north-1', environments => ({
      observations: environments.flatMap(environment =>
        collector.probes.map(probe => ({
          environment,
          probe,
          status:
            environment.stage === 'qa' && probe === 'web.ready' ? status : 'ok',
          summary: `${probe} of ${environment.stage}`,
        })),
      ),
      observedAt: new Date(),
      upstreamCalls: 1,
      problems: [],
    }));

  it('is one incident for a dead cluster, of which everybody sees their own', async () => {
    expect(await incidents()).toEqual([]);
    killCluster();
    await look();
    const [incident, ...others] = await incidents();
    expect(others).toEqual([]);
    expect(incident).toEqual({
      id: 'cluster.aks-north-1',
      cause: { kind: 'cluster', name: 'aks-north-1' },
      status: 'critical',
      since: '2026-11-24T10:00:00.000Z',
      summary: 'Cluster aks-north-1 cannot be reached',
      environments: [CIVIL, CIVIL_QA, RAIL],
      total: 3,
    });
    expect(await incidents('user:default/civil')).toMatchObject([
      { environments: [CIVIL, CIVIL_QA], total: 2 },
    ]);
    const { body } = await odoo.get(`/environments?incident=${incident.id}`);
    const list = environmentListSchema.parse(body);
    expect(list.total).toBe(3);
    expect(list.items[0].incident).toBe(incident.id);
    expect(
      (await odoo.get('/environments?incident=cluster.elsewhere')).body.total,
    ).toBe(0);
  });

  it('puts it down to the source when nobody collects any more, task or no task', async () => {
    later(6);
    const silent = await incidents();
    expect(silent).toMatchObject([
      { id: 'source.fake~aks-north-1', status: 'unknown', total: 3 },
    ]);
    await odoo.run('verdicts:reassess');
    expect((await incidents()).map(({ id }) => id)).toEqual([
      'source.fake~aks-north-1',
    ]);
  });

  it('tells the owners and the platform once, and once that it is over', async () => {
    killCluster();
    await look();
    expect(await tell()).toMatchObject([
      {
        recipients: { entityRef: [CIVIL_OWNER, RAIL_OWNER, PLATFORM] },
        payload: {
          title: 'Cluster aks-north-1 cannot be reached',
          severity: 'critical',
          scope: 'odoo-incident:cluster.aks-north-1',
        },
      },
    ]);
    expect(await tell()).toEqual([]);
    collector.answer('aks-north-1', 'ok');
    later(1);
    await look();
    expect(await tell()).toMatchObject([
      {
        recipients: { entityRef: [CIVIL_OWNER, RAIL_OWNER, PLATFORM] },
        payload: {
          title: 'Over: Cluster aks-north-1 cannot be reached',
          description: '3 environments ok',
          scope: 'odoo-incident:cluster.aks-north-1',
        },
      },
    ]);
    expect(await tell()).toEqual([]);
  });

  it('does not lose what could not be told', async () => {
    breakQa();
    await look();
    refuse = true;
    expect(await tell()).toEqual([]);
    refuse = false;
    later(1);
    await look();
    expect(await tell()).toEqual([]);
    later(5);
    await look();
    expect(await tell()).toMatchObject([
      {
        recipients: { entityRef: [CIVIL_OWNER] },
        payload: {
          title: `${CIVIL_QA} is critical`,
          description: 'web.ready of qa',
          link: '/catalog/default/component/harbour-civil-qa/health',
        },
      },
    ]);
  });

  it('leaves a muted environment out of what people are told, not out of what they see', async () => {
    breakQa();
    await look();
    const muted = await say(CIVIL_QA, { kind: 'mute' });
    expect(muted.status).toBe(201);
    expect(await tell()).toEqual([]);
    expect(await incidents()).toMatchObject([{ total: 1 }]);
    expect((await detail(CIVIL_QA)).verdict.status).toBe('critical');
    later(25 * 60);
    await look();
    expect((await detail(CIVIL_QA)).acknowledgements).toEqual([]);
    expect(await tell()).toHaveLength(1);
  });

  it('is acknowledged until it becomes worse, well, or something else', async () => {
    expect((await say(CIVIL_QA, {})).status).toBe(409);
    breakQa('degraded');
    await look();
    const { status, body } = await say(CIVIL_QA, {});
    expect(status).toBe(201);
    expect((await detail(CIVIL_QA)).acknowledgements).toMatchObject([
      {
        id: body.id,
        kind: 'acknowledge',
        by: 'user:default/civil',
        reason: 'I look after it',
        until: '2026-11-25T10:00:00.000Z',
      },
    ]);
    expect((await detail(CIVIL_QA)).verdict.status).toBe('degraded');
    later(1);
    await look();
    expect((await detail(CIVIL_QA)).acknowledgements).toHaveLength(1);
    breakQa('critical');
    await look();
    expect((await detail(CIVIL_QA)).acknowledgements).toEqual([]);

    await say(CIVIL_QA, { probe: 'web.ready' });
    breakQa('ok');
    await look();
    expect((await detail(CIVIL_QA)).acknowledgements).toEqual([]);
  });

  it('is acknowledged by who may, for a while, and audited', async () => {
    breakQa();
    await look();
    expect((await say(RAIL, {})).status).toBe(403);
    expect((await say(CIVIL_QA, {}, 'user:default/engineer')).status).toBe(403);
    expect((await say('harbour-civil/dev', {})).status).toBe(404);
    const wrong = await say(CIVIL_QA, {
      reason: '',
      until: '2027-01-01T00:00:00Z',
    });
    expect(wrong.status).toBe(400);
    const far = await say(CIVIL_QA, { until: '2027-01-01T00:00:00Z' });
    expect(far.body.error.details).toMatchObject([{ path: 'until' }]);

    const { body } = await say(CIVIL_QA, {});
    expect(audit.createEvent).toHaveBeenLastCalledWith(
      expect.objectContaining({
        eventId: 'health-acknowledge',
        meta: { environment: CIVIL_QA },
      }),
    );
    const withdraw = (ref: string) =>
      odoo
        .request()
        .delete(`/api/odoo/environments/${ref}/acknowledgements/${body.id}`)
        .set(
          'Authorization',
          mockCredentials.user.header('user:default/civil'),
        );
    expect((await withdraw(CIVIL)).status).toBe(404);
    expect((await withdraw(CIVIL_QA)).status).toBe(204);
    expect((await detail(CIVIL_QA)).acknowledgements).toEqual([]);
  });

  it('tells open pages that something moved, and nothing of it', () => {
    const told: unknown[] = signals.publish.mock.calls.flat();
    expect(
      new Set(told.map(message => (message as { channel: string }).channel)),
    ).toEqual(new Set(['odoo:verdicts', 'odoo:sources']));
    for (const message of told) {
      expect(message).toMatchObject({ recipients: { type: 'broadcast' } });
      expect(Object.keys((message as { message: object }).message)).toEqual([
        'at',
      ]);
    }
  });

  it('names a runbook for every probe', async () => {
    const { observations } = await detail(CIVIL_QA);
    expect(observations.find(o => o.probe === 'web.ready')?.runbook).toBe(
      'https://github.com/plumbline/plumbline/blob/main/docs/runbooks/health.md#web-ready',
    );
  });
});
