import { ProbeId } from '@plumbline/plugin-odoo-common';
import { NOW, OLD_DIGEST, environment } from '../__testUtils__/environment';
import { judge, listingsOf } from '../__testUtils__/judge';
import {
  World,
  condition,
  deployment,
  healthyWorld,
  pod,
} from '../__testUtils__/objects';

const planned = environment();
const { namespace } = planned.expectation;
const REVISION = 'c'.repeat(40);

function ago(minutes: number): string {
  return new Date(NOW.getTime() - minutes * 60_000).toISOString();
}

function look(world: World, probe: ProbeId, plan = planned) {
  const found = judge(plan, listingsOf({ ...healthyWorld(plan), ...world }));
  return found.get(probe);
}

const notReady = (minutes: number, more: object = {}) => ({
  conditions: [
    condition('Ready', 'False', { lastTransitionTime: ago(minutes) }),
  ],
  ...more,
});

describe('A healthy environment', () => {
  it('is ok in everything that the plan asks for, with value, threshold and link', () => {
    const found = judge(planned, listingsOf(healthyWorld(planned)));
    expect([...found.keys()].sort()).toEqual(
      [...planned.expectation.probes].sort(),
    );
    const statuses = [...found.values()].map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(['ok']));
    expect(found.get('web.ready')).toMatchObject({
      value: 2,
      unit: 'pods',
      threshold: '2 planned',
      object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'odoo-web' },
    });
    expect(found.get('gitops.sync')).toMatchObject({
      value: REVISION,
      link: 'https://argocd.example/applications/argocd/acme-production',
    });
    expect(found.get('quota.usage')).toMatchObject({ value: 27, unit: '%' });
  });
});

describe('Pods fewer than planned', () => {
  const short = (minutes: number): World => ({
    deployments: [
      deployment(planned, 'odoo-web', 2, { availableReplicas: 1 }),
      deployment(planned, 'odoo-cron', 1),
    ],
    pods: [
      pod(planned, 'odoo-web', 1),
      pod(
        planned,
        'odoo-web',
        2,
        notReady(minutes, {
          phase: 'Pending',
          containerStatuses: [],
          conditions: [
            condition('Ready', 'False', { lastTransitionTime: ago(minutes) }),
            condition('PodScheduled', 'False', {
              reason: 'Unschedulable',
              message: '0/3 nodes are available: 3 Insufficient memory.',
            }),
          ],
        }),
      ),
    ],
  });

  it('are degraded only after ten minutes, with the reason and since when', () => {
    expect(look(short(9), 'web.ready')).toMatchObject({ status: 'ok' });
    expect(look(short(10), 'web.ready')).toMatchObject({
      status: 'degraded',
      value: 1,
      since: ago(10),
      summary:
        '1 of 2 web pods available for 10 min: unschedulable: 0/3 nodes are available: 3 Insufficient memory.',
    });
  });

  it('are degraded at once when nothing tells since when', () => {
    const world = short(1);
    world.pods = [pod(planned, 'odoo-web', 1)];
    world.deployments![0].status!.conditions = [];
    expect(look(world, 'web.ready')).toMatchObject({
      status: 'degraded',
      since: undefined,
    });
  });

  it('leave out pods on their way out, and say when the Deployment asks for too few', () => {
    const leaving = pod(planned, 'odoo-web', 2, notReady(60));
    leaving.metadata.deletionTimestamp = ago(1);
    const world: World = {
      deployments: [deployment(planned, 'odoo-web', 1)],
      pods: [pod(planned, 'odoo-web', 1), leaving],
    };
    expect(look(world, 'web.ready')?.summary).toBe(
      '1 of 2 web pods available: the Deployment asks for only 1',
    );
  });

  it('do not make a finished rollout look like one in progress', () => {
    expect(look(short(60), 'rollout.progress')?.status).toBe('ok');
  });
});

describe('A clock of the cluster that is ahead', () => {
  it('counts as now, and is said', () => {
    const world: World = {
      deployments: [
        deployment(planned, 'odoo-web', 2, { availableReplicas: 0 }),
      ],
      pods: [pod(planned, 'odoo-web', 1, notReady(-30))],
    };
    const found = look(world, 'web.ready');
    expect(found).toMatchObject({
      status: 'critical',
      since: NOW.toISOString(),
    });
    expect(found?.summary).toMatch(
      /available for 0 s.*\(the cluster's clock is ahead by 30 min\)$/,
    );
  });
});

describe('Restarts', () => {
  const container = (restartCount: number, finished: number, ran: number) => ({
    containerStatuses: [
      {
        name: 'odoo',
        ready: true,
        restartCount,
        state: { running: { startedAt: ago(finished) } },
        lastState: {
          terminated: {
            reason: 'Error',
            exitCode: 1,
            startedAt: ago(finished + ran),
            finishedAt: ago(finished),
          },
        },
      },
    ],
  });
  it.each([
    ['long ago do not count', container(50, 90, 1), 'ok', 0],
    [
      'in cycles of ten minutes are six an hour',
      container(50, 5, 10),
      'degraded',
      6,
    ],
    ['that were only two cannot be more', container(2, 5, 10), 'ok', 2],
    [
      'of a young pod are all of them',
      { ...container(4, 5, 10), startTime: ago(50) },
      'degraded',
      4,
    ],
  ])('%s', (_, status, verdict, value) => {
    const world = { pods: [pod(planned, 'odoo-web', 1, status)] };
    expect(look(world, 'pods.restarts')).toMatchObject({
      status: verdict,
      value,
    });
  });
});

describe('Sleep by schedule', () => {
  const office = environment(
    {
      workloads: { web: { name: 'odoo-web', replicas: 1 } },
      sleepSchedules: ['hours'],
    },
    'acme',
    'staging',
  );
  const asleep = (conditions: object[]): World => ({
    deployments: [
      deployment(office, 'odoo-web', 0, { availableReplicas: undefined }),
    ],
    pods: [],
    scaledObjects: [
      {
        metadata: { name: 'hours', namespace: office.expectation.namespace },
        spec: {
          scaleTargetRef: { name: 'odoo-web' },
          triggers: [
            {
              type: 'cron',
              metadata: {
                start: '0 7 * * 1-5',
                end: '0 19 * * 1-5',
                timezone: 'Europe/Dublin',
              },
            },
          ],
        },
        status: { conditions },
      },
    ],
  });
  const working = [condition('Ready', 'True'), condition('Active', 'False')];

  it('excuses what lives in the sleeping pods, with reason and window, and nothing else', () => {
    const world = { ...asleep(working), externalSecrets: [] };
    for (const probe of [
      'web.ready',
      'rollout.progress',
      'pods.restarts',
      'pods.oom',
      'image.digest',
    ] as const) {
      expect([probe, look(world, probe, office)?.status]).toEqual([
        probe,
        'asleep',
      ]);
    }
    expect(look(world, 'web.ready', office)?.summary).toBe(
      'odoo-web is scaled to zero by its schedule hours; awake from "0 7 * * 1-5" to "0 19 * * 1-5" Europe/Dublin',
    );
    expect(look(world, 'secrets.synced', office)?.status).toBe('critical');
    expect(look(world, 'database.phase', office)?.status).toBe('ok');
  });

  it.each([
    ['is broken', [condition('Ready', 'False'), condition('Active', 'False')]],
    ['is paused', [...working, condition('Paused', 'True')]],
    [
      'should be awake',
      [condition('Ready', 'True'), condition('Active', 'True')],
    ],
    ['says nothing', []],
  ])('excuses nothing when the schedule %s', (_, conditions) => {
    expect(look(asleep(conditions), 'web.ready', office)?.status).toBe(
      'critical',
    );
    expect(look(asleep(conditions), 'image.digest', office)?.status).toBe(
      'unknown',
    );
  });

  it('excuses nothing when the schedule is absent, and says so', () => {
    const world = { ...asleep(working), scaledObjects: [] };
    expect(look(world, 'web.ready', office)?.status).toBe('critical');
    expect(look(world, 'autoscaler.limited', office)).toMatchObject({
      status: 'critical',
      summary: expect.stringContaining('ScaledObject hours is planned'),
    });
  });

  it('is not guessed when the schedules could not be listed', () => {
    const { scaledObjects, ...rest } = {
      ...healthyWorld(office),
      ...asleep(working),
    };
    expect(scaledObjects).toHaveLength(1);
    expect(judge(office, listingsOf(rest)).has('web.ready')).toBe(false);
  });
});

describe('A running migration', () => {
  const migration = (started: number, more: object = {}): World => ({
    deployments: [deployment(planned, 'odoo-web', 0)],
    pods: [],
    externalSecrets: [],
    jobs: [
      {
        metadata: {
          name: 'odoo-migrate',
          namespace,
          labels: { 'app.kubernetes.io/component': 'migration' },
        },
        spec: { activeDeadlineSeconds: 3600 },
        status: { startTime: ago(started), active: 1, ...more },
      },
    ],
  });
  it('excuses outages of the service until its deadline, not secrets', () => {
    expect(look(migration(59), 'web.ready')).toMatchObject({
      status: 'maintenance',
      since: ago(59),
      summary: expect.stringMatching(
        /^Migration odoo-migrate runs until 2026-07-30 09:31 UTC at the latest; meanwhile: 0 of 2 web pods/,
      ),
    });
    expect(look(migration(59), 'secrets.synced')?.status).toBe('critical');
    expect(look(migration(59), 'database.phase')?.status).toBe('ok');
    expect(look(migration(60), 'web.ready')?.status).toBe('critical');
  });
  it('excuses nothing once it has ended', () => {
    const ended = migration(5, { conditions: [condition('Failed', 'True')] });
    expect(look(ended, 'web.ready')?.status).toBe('critical');
  });
});

describe('GitOps', () => {
  const application = (status: object): World => {
    const world = healthyWorld(planned);
    const [app] = world.applications!;
    return { applications: [{ ...app, status: { ...app.status, ...status } }] };
  };
  const NEWER = 'd'.repeat(40);
  const outOfSync = { sync: { status: 'OutOfSync', revision: NEWER } };

  it('never claims a revision that is only compared', () => {
    const { value } = look(application(outOfSync), 'gitops.sync')!;
    expect(value).toBe(REVISION);
  });
  it('is out of sync since the commit, and degraded after an hour', () => {
    const at = (minutes: number) => {
      const plan = environment();
      plan.revision.at = ago(minutes);
      return look(
        application({ ...outOfSync, reconciledAt: ago(1) }),
        'gitops.sync',
        plan,
      );
    };
    expect(at(60)).toMatchObject({ status: 'ok', since: ago(60) });
    expect(at(61)).toMatchObject({ status: 'degraded', since: ago(61) });
  });
  it('is degraded when the cluster drifted from a synced commit: nobody knows since when', () => {
    expect(look(application(outOfSync), 'gitops.sync')).toMatchObject({
      status: 'degraded',
      summary: expect.stringContaining('although the last commit was synced'),
    });
  });
  it('does not believe "Synced" of a controller that has not looked since the commit', () => {
    const found = look(
      application({
        reconciledAt: '2026-07-29T09:00:00Z',
        history: [{ revision: NEWER, deployedAt: '2026-07-29T08:00:00Z' }],
      }),
      'gitops.sync',
    );
    expect(found).toMatchObject({
      status: 'degraded',
      since: '2026-07-29T10:00:00.000Z',
    });
  });
  it('a failed sync is critical on production, degraded elsewhere, and claims no revision', () => {
    const failed = {
      sync: { status: 'Synced', revision: NEWER },
      operationState: {
        phase: 'Failed',
        message: 'one or more objects failed to apply',
        finishedAt: ago(5),
        syncResult: { revision: NEWER },
      },
    };
    expect(look(application(failed), 'gitops.sync')).toMatchObject({
      status: 'critical',
      value: REVISION,
      summary:
        'The last sync of dddddddd failed 5 min ago: one or more objects failed to apply',
    });
    const staging = environment(
      { application: planned.expectation.application },
      'acme',
      'staging',
    );
    expect(look(application(failed), 'gitops.sync', staging)?.status).toBe(
      'degraded',
    );
    const overtaken = {
      ...failed,
      operationState: {
        ...failed.operationState,
        syncResult: { revision: 'e'.repeat(40) },
      },
    };
    expect(look(application(overtaken), 'gitops.sync')).toMatchObject({
      status: 'ok',
      value: NEWER,
    });
  });
});

describe('The running image', () => {
  const mixed = (progress: Record<string, unknown>): World => ({
    deployments: [
      deployment(planned, 'odoo-web', 2, progress),
      deployment(planned, 'odoo-cron', 1),
    ],
    pods: [
      pod(planned, 'odoo-web', 1, {}, OLD_DIGEST),
      pod(planned, 'odoo-web', 2),
    ],
  });
  it('may be mixed while a rollout makes progress, and not otherwise', () => {
    expect(look(mixed({ updatedReplicas: 1 }), 'image.digest')?.status).toBe(
      'ok',
    );
    expect(look(mixed({}), 'image.digest')).toMatchObject({
      status: 'critical',
      value: OLD_DIGEST,
      threshold: planned.expectation.imageDigest,
      summary: expect.stringMatching(
        /^1 of 2 pods run sha256:222222222222 instead of the released sha256:111111111111/,
      ),
    });
    const fresh = environment();
    fresh.revision.at = ago(20);
    expect(look(mixed({}), 'image.digest', fresh)?.status).toBe('degraded');
  });
  it('is unknown when no pod runs', () => {
    expect(look({ pods: [] }, 'image.digest')?.status).toBe('unknown');
  });
});

describe('Quota', () => {
  it('is degraded above 90 percent and critical when a pod is refused', () => {
    const quota = (used: string): World => ({
      resourceQuotas: [
        {
          metadata: { name: 'tenant-quota', namespace },
          status: {
            hard: { 'limits.memory': '10Gi', 'services.nodeports': '0' },
            used: { 'limits.memory': used, 'services.nodeports': '0' },
          },
        },
      ],
    });
    expect(look(quota('9Gi'), 'quota.usage')).toMatchObject({
      status: 'ok',
      value: 90,
    });
    expect(look(quota('9523Mi'), 'quota.usage')).toMatchObject({
      status: 'degraded',
      summary:
        'Quota tenant-quota: limits.memory is used most, 9523Mi of 10Gi (93 %)',
    });
    const refused = deployment(planned, 'odoo-web', 2, {
      conditions: [
        condition('ReplicaFailure', 'True', {
          reason: 'FailedCreate',
          message:
            'pods "odoo-web-x" is forbidden: exceeded quota: tenant-quota',
        }),
      ],
    });
    expect(look({ deployments: [refused] }, 'quota.usage')?.status).toBe(
      'critical',
    );
  });
});
