import { FakeCluster } from '../__testUtils__/FakeCluster';
import { NOW, ago, environment } from '../__testUtils__/environment';
import { judge, listingsOf } from '../__testUtils__/judge';
import {
  World,
  deployment,
  healthyWorld,
  notReady,
  pod,
} from '../__testUtils__/objects';
import {
  clusterDetails,
  collectorOver,
  observed,
  runOnce,
} from '../__testUtils__/collectorRun';

const planned = environment();
const MINUTE = 60_000;

/** Web pods that have been down since a moment by the cluster's clock. */
const down = (minutes: number): World => ({
  ...healthyWorld(planned),
  deployments: [
    deployment(planned, 'odoo-web', 2, { availableReplicas: 1 }),
    deployment(planned, 'odoo-cron', 1),
  ],
  pods: [
    pod(planned, 'odoo-web', 1, notReady(minutes)),
    pod(planned, 'odoo-web', 2),
    pod(planned, 'odoo-cron', 1),
  ],
});

describe('Clocks that differ', () => {
  let cluster: FakeCluster;
  beforeEach(async () => {
    cluster = await FakeCluster.start();
  });
  afterEach(() => cluster.stop());

  async function run(skewMinutes: number, world: World) {
    cluster.skewMs = skewMinutes * MINUTE;
    cluster.world = world;
    const collector = collectorOver([clusterDetails(cluster)]);
    const collection = await runOnce(collector, [planned]);
    await collector.close();
    return collection;
  }

  it('are not mentioned while they differ by less than a minute', async () => {
    for (const skew of [0.9, -0.9]) {
      const collection = await run(skew, healthyWorld(planned));
      expect(collection.problems).toEqual([]);
    }
  });

  it('are said, with what follows, and times are told by ours', async () => {
    // Down for five minutes by a clock that is thirty minutes ahead.
    const collection = await run(30, down(-25));
    expect(collection.problems).toEqual([
      {
        subject: 'Clock',
        message: expect.stringMatching(
          /^The cluster's clock is 30 min ahead of ours: ages and deadlines are judged by the later of the two/,
        ),
      },
    ]);
    const web = observed(collection, 'web.ready');
    expect(web?.summary).toMatch(/available for [45] min:/);
    expect(web?.status).toBe('ok');
    const since = Date.parse(web?.since ?? '');
    expect(Math.abs(since - (NOW.getTime() - 5 * MINUTE))).toBeLessThan(
      MINUTE / 10,
    );
  });

  it('never make a problem younger: one that is old by the clock that is ahead is old', async () => {
    const ahead = await run(30, down(5));
    expect(observed(ahead, 'web.ready')?.status).toBe('degraded');
    const behind = await run(-30, down(15));
    expect(observed(behind, 'web.ready')?.status).toBe('degraded');
    expect(behind.problems[0].message).toContain('behind ours');
  });

  it('end a certificate by the later', async () => {
    for (const [skew, minutes] of [
      [30, -20],
      [-30, 5],
    ]) {
      const world = healthyWorld(planned);
      const [certificate] = world.certificates!;
      certificate.status = { ...certificate.status, notAfter: ago(minutes) };
      const collection = await run(skew, world);
      expect(observed(collection, 'ingress.certificate')?.status).toBe(
        'critical',
      );
    }
  });
});

describe('What is dated ahead of every clock', () => {
  const look = (world: World) =>
    judge(planned, listingsOf({ ...healthyWorld(planned), ...world }));

  it('is not recent: patience is over', () => {
    const found = look(down(-5)).get('web.ready');
    expect(found?.status).toBe('degraded');
    expect(look(down(-1)).get('web.ready')?.status).toBe('ok');
  });

  it('proves no refresh of a secret and no comparison with Git', () => {
    const { externalSecrets, applications } = healthyWorld(planned);
    const [secret] = externalSecrets!;
    const [application] = applications!;
    const found = look({
      externalSecrets: [
        { ...secret, status: { ...secret.status, refreshTime: ago(-5) } },
      ],
      applications: [
        {
          ...application,
          status: { ...application.status, reconciledAt: ago(-5) },
        },
      ],
    });
    for (const probe of ['secrets.synced', 'gitops.sync'] as const) {
      expect(found.get(probe)).toMatchObject({
        status: 'unknown',
        summary: expect.stringContaining('nobody knows when it was'),
      });
    }
  });
});
