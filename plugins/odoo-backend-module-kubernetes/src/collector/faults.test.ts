import { Environment } from '@plumbline/plugin-odoo-common';
import { FakeCluster, Fault, status } from '../__testUtils__/FakeCluster';
import { environment } from '../__testUtils__/environment';
import { healthyWorld, pod } from '../__testUtils__/objects';
import { KubernetesCollector } from './KubernetesCollector';
import {
  clusterDetails,
  collectorOver,
  faultOnList,
  observed,
  runOnce,
} from '../__testUtils__/collectorRun';

const planned = environment();
let cluster: FakeCluster;
let collector: KubernetesCollector;

beforeEach(async () => {
  cluster = await FakeCluster.start();
  cluster.world = healthyWorld(planned);
  collector = collectorOver([clusterDetails(cluster)]);
});

afterEach(async () => {
  await collector.close();
  await cluster.stop();
});

const run = (environments: Environment[] = [planned], signal?: AbortSignal) =>
  runOnce(collector, environments, signal);

describe('A run over a cluster that fails', () => {
  it('begins a list that expired half-way again, once, without counting objects twice', async () => {
    cluster.world.pods = Array.from({ length: 300 }, (_, i) =>
      pod(planned, 'odoo-web', i),
    );
    let expired = 0;
    cluster.fault = (call, response) => {
      if (!call.query.has('continue') || expired > 0) return false;
      expired += 1;
      status(response, 410, 'The provided continue parameter is too old');
      return true;
    };
    const collection = await run();
    expect(cluster.lists.pods).toBe(4);
    expect(collection.problems).toEqual([]);
    expect(observed(collection, 'image.digest')?.summary).toContain(
      '300 running pods',
    );
  });

  it.each([
    ['with the wait it asks for', { 'retry-after': '0' }],
    ['without one', {}],
  ])('waits when it is throttled %s', async (_, headers) => {
    cluster.fault = faultOnList('pods', 1, (__, response) => {
      status(
        response,
        429,
        'too many requests',
        headers as Record<string, string>,
      );
      return true;
    });
    const collection = await run();
    expect(cluster.lists.pods).toBe(2);
    expect(collection.problems).toEqual([]);
  });

  it('does not wait beyond its own limit when it is throttled without end', async () => {
    collector = collectorOver([clusterDetails(cluster)], { timeoutSeconds: 1 });
    cluster.fault = (_, response) => {
      status(response, 429, 'too many requests', { 'retry-after': '600' });
      return true;
    };
    await expect(run()).rejects.toThrow(/throttles us \(429\).*left alone/);
  });

  it('says nothing about what it may not list, and goes on with the rest', async () => {
    cluster.fault = faultOnList('pods', 1, (_, response) => {
      status(
        response,
        403,
        'pods is forbidden: User "portal" cannot list resource "pods"',
      );
      return true;
    });
    const collection = await run();
    expect(collection.problems).toEqual([
      {
        kind: 'no-permission',
        subject: 'Pod',
        message:
          'Could not be listed, what depends on it ages: 403 (no permission) for /api/v1/pods: pods is forbidden: User "portal" cannot list resource "pods"',
      },
    ]);
    expect(observed(collection, 'web.ready')?.status).toBeUndefined();
    expect(observed(collection, 'image.digest')?.status).toBeUndefined();
    expect(observed(collection, 'secrets.synced')?.status).toBe('ok');
  });

  it('tries every kind where discovery is forbidden, and takes a 404 for not installed', async () => {
    cluster.notInstalled = ['databaseClusters'];
    cluster.fault = (call, response) => {
      if (call.path !== '/apis') return false;
      status(response, 403, 'forbidden');
      return true;
    };
    const collection = await run();
    expect(collection.problems.map(({ subject }) => subject)).toEqual([
      '/apis',
      'Cluster',
    ]);
    expect(observed(collection, 'database.phase')?.status).toBe('unknown');
    expect(observed(collection, 'web.ready')?.status).toBe('ok');
  });

  it('skips malformed objects, says so, and does not take them for absent', async () => {
    const [secret] = cluster.world.externalSecrets!;
    cluster.world.externalSecrets = [
      { ...secret, status: { conditions: 'garbage' } },
      null as never,
    ];
    const collection = await run();
    expect(collection.problems).toEqual([
      {
        kind: 'skipped',
        subject: 'ExternalSecret',
        count: 2,
        message: expect.stringMatching(
          /^2 malformed objects were skipped, the first: odoo-acme-production\/odoo-conf: .*conditions/,
        ),
      },
    ]);
    expect(observed(collection, 'secrets.synced')?.status).toBe('unknown');
  });

  it('calls nothing ok in a namespace of which a pod cannot be read', async () => {
    cluster.world.pods = [
      ...(cluster.world.pods ?? []),
      {
        metadata: {
          name: 'odoo-web-x',
          namespace: planned.expectation.namespace,
          labels: { 'plumbline.dev/tenant': 'acme' },
        },
        status: { containerStatuses: 'garbage' },
      } as never,
    ];
    const collection = await run();
    expect(observed(collection, 'pods.oom')).toMatchObject({
      status: 'unknown',
      summary: expect.stringContaining('odoo-web-x'),
    });
    expect(observed(collection, 'pods.restarts')?.status).toBe('unknown');
    expect(observed(collection, 'gitops.sync')?.status).toBe('ok');
  });

  it.each<[string, Fault]>([
    [
      'ends in the middle of a page',
      (_, response) => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': '10000',
        });
        response.write('{"items":[');
        setImmediate(() => response.destroy());
        return true;
      },
    ],
    [
      'closes the connection',
      (_, response) => {
        response.socket?.destroy();
        return true;
      },
    ],
    [
      'fails',
      (_, response) => {
        status(response, 500, 'etcdserver: request timed out');
        return true;
      },
    ],
    [
      'answers with a page of a proxy',
      (_, response) => {
        response.writeHead(200);
        response.end('<html>Sign in</html>');
        return true;
      },
    ],
    [
      'answers with something else',
      (_, response) => {
        response.writeHead(200);
        response.end('{"items":{}}');
        return true;
      },
    ],
  ])(
    'keeps what it has when the server %s during one list',
    async (_, answer) => {
      cluster.fault = faultOnList('deployments', 1, answer);
      const collection = await run();
      expect(collection.problems.map(({ subject }) => subject)).toEqual([
        'Deployment',
      ]);
      expect(observed(collection, 'web.ready')?.status).toBeUndefined();
      expect(observed(collection, 'gitops.sync')?.status).toBe('ok');
      expect((await run()).problems).toEqual([]);
    },
  );

  it('fails when the credential expires while it reads', async () => {
    cluster.fault = faultOnList('deployments', 1, (_, response) => {
      status(response, 401, 'Unauthorized');
      return true;
    });
    await expect(run()).rejects.toThrow(
      /Cluster north-1 refuses the credential of auth provider serviceAccount/,
    );
  });

  it('fails when the cluster does not answer in time, and ends with the run', async () => {
    collector = collectorOver([clusterDetails(cluster)], { timeoutSeconds: 1 });
    cluster.fault = () => true;
    const silent = await run();
    expect(silent.failure).toContain('it gave no answer in time');
    expect(silent.observations).toMatchObject([
      { probe: 'cluster.reachable', status: 'critical' },
    ]);
    const controller = new AbortController();
    const aborted = run([planned], controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(aborted).rejects.toThrow('The cluster cannot be read');
  });

  it('fails when the credential is refused, the certificate is not trusted, or nobody listens', async () => {
    collector = collectorOver([clusterDetails(cluster)], {
      token: 'stale-token',
    });
    await expect(run()).rejects.toThrow(
      /Cluster north-1 refuses the credential of auth provider serviceAccount: it has expired or was revoked; renew serviceAccountToken/,
    );
    collector = collectorOver([clusterDetails(cluster, { caData: undefined })]);
    await expect(run()).rejects.toThrow(/certificate/);
    collector = collectorOver([
      clusterDetails(cluster, { caData: undefined, skipTLSVerify: true }),
    ]);
    await expect(run()).resolves.toMatchObject({ problems: [] });
    await collector.close();
    collector = collectorOver([clusterDetails(cluster)]);
    await cluster.stop();
    const gone = await run();
    expect(gone.failure).toMatch(/cannot be reached: .*ECONNREFUSED/);
    expect(observed(gone, 'cluster.reachable')?.status).toBe('critical');
    expect(gone.observations).toHaveLength(1);
  });
});
