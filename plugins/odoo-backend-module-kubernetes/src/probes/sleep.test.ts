import { LABELS } from '@plumbline/plugin-odoo-common';
import { ago, environment } from '../__testUtils__/environment';
import { judge, listingsOf, look } from '../__testUtils__/judge';
import {
  World,
  condition,
  deployment,
  healthyWorld,
} from '../__testUtils__/objects';

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

  it.each(['True', 'False'])(
    'excuses a suspended database (its condition is %s) only while all pods sleep',
    hibernated => {
      const suspended: World = {
        databaseClusters: (healthyWorld(office).databaseClusters ?? []).map(
          database => ({
            ...database,
            status: {
              conditions: [condition('cnpg.io/hibernation', hibernated)],
            },
          }),
        ),
        applications: [
          {
            metadata: office.expectation.gitops,
            status: {
              sync: { status: 'Synced' },
              health: { status: 'Suspended' },
            },
          },
        ],
      };
      const statuses = (world: World) =>
        (['database.phase', 'database.replicas', 'gitops.health'] as const).map(
          probe => look(world, probe, office)?.status,
        );
      expect(statuses({ ...asleep(working), ...suspended })).toEqual([
        'asleep',
        'asleep',
        'asleep',
      ]);
      const awake = {
        ...suspended,
        scaledObjects: asleep(working).scaledObjects,
      };
      expect(statuses(awake)).toEqual(['critical', 'critical', 'degraded']);
    },
  );

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

  describe('of an environment that its spec has stopped', () => {
    const stopped = environment(
      {
        stopped: true,
        workloads: { web: { name: 'odoo-web', replicas: 2 } },
      },
      'acme',
      'production',
    );
    const atZero = {
      deployments: [
        deployment(stopped, 'odoo-web', 0, { availableReplicas: undefined }),
      ],
      pods: [],
    };
    const pod = {
      metadata: {
        name: 'odoo-web-1',
        namespace: stopped.expectation.namespace,
        deletionTimestamp: ago(1),
        labels: { [LABELS.component]: 'web' },
      },
      spec: { containers: [] },
      status: { phase: 'Running' },
    };

    it('is asleep once no pod is left, and its database is judged as ever', () => {
      expect(look(atZero, 'web.ready', stopped)).toMatchObject({
        status: 'asleep',
        summary: 'odoo-web is stopped by its spec',
        value: 0,
      });
      for (const probe of ['rollout.progress', 'image.digest'] as const) {
        expect(look(atZero, probe, stopped)?.status).toBe('asleep');
      }
      expect(look(atZero, 'database.phase', stopped)?.status).toBe('ok');
    });

    it('is not asleep while a pod may write, and critical when something started it', () => {
      const leaving = { ...atZero, pods: [pod] };
      expect(look(leaving, 'web.ready', stopped)?.status).toBe('degraded');
      const started = { deployments: [deployment(stopped, 'odoo-web', 2)] };
      expect(look(started, 'web.ready', stopped)).toMatchObject({
        status: 'critical',
        summary: 'odoo-web asks for 2 pods and is stopped by its spec',
      });
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
