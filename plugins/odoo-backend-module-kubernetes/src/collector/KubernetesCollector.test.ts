import { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { Environment, STAGES } from '@plumbline/plugin-odoo-common';
import { ClusterAccessSlot } from '../bridge';
import { KindId } from '../records';
import { FakeCluster, Fault, status } from '../__testUtils__/FakeCluster';
import { NOW, environment } from '../__testUtils__/environment';
import { healthyWorld, pod } from '../__testUtils__/objects';
import { KubernetesCollector } from './KubernetesCollector';

const planned = environment();
let cluster: FakeCluster;
let collector: KubernetesCollector;

function details(more: Partial<ClusterDetails> = {}): ClusterDetails {
  return {
    name: 'north-1',
    url: cluster.url,
    caData: cluster.caData,
    authMetadata: {
      'kubernetes.io/auth-provider': 'serviceAccount',
      serviceAccountToken: 'secret-token',
    },
    ...more,
  };
}

function start({
  clusters = [details()],
  gzip = false,
  timeoutSeconds = 60,
  token = 'secret-token',
} = {}) {
  const slot = new ClusterAccessSlot();
  slot.publish({
    clusters: async () => clusters,
    credential: async () => ({ type: 'bearer token', token }),
  });
  collector = new KubernetesCollector({
    slot,
    config: { frequencySeconds: 60, timeoutSeconds, gzip, clusters: [] },
  });
}

async function run(
  environments: Environment[] = [planned],
  signal = new AbortController().signal,
) {
  const [scope] = await collector.scopes();
  return collector.collect(scope, { environments, now: NOW, signal });
}

/** The fault for the first calls of a list, then none. */
function faultOnList(plural: string, times: number, answer: Fault): Fault {
  let left = times;
  return (call, response) => {
    if (!call.path.endsWith(`/${plural}`) || left === 0) return false;
    left -= 1;
    return answer(call, response);
  };
}

function statusOf(collection: Awaited<ReturnType<typeof run>>, probe: string) {
  return collection.observations.find(entry => entry.probe === probe)?.status;
}

beforeEach(async () => {
  cluster = await FakeCluster.start();
  cluster.world = healthyWorld(planned);
  start();
});

afterEach(async () => {
  await collector.close();
  await cluster.stop();
});

describe('A run over a cluster', () => {
  it('asks once for each kind however many environments there are, over at most four connections kept between runs', async () => {
    const fleet = ['acme', 'north', 'south'].flatMap(tenant =>
      STAGES.map(stage => environment({}, tenant, stage)),
    );
    cluster.world = {};
    for (const member of fleet) {
      for (const [kind, objects] of Object.entries(healthyWorld(member))) {
        const known = (cluster.world[kind as KindId] ??= []);
        known.push(...objects);
      }
    }
    const one = await run([planned]);
    const all = await run(fleet);

    expect(one.problems).toEqual([]);
    expect(all.upstreamCalls).toBe(one.upstreamCalls);
    expect(cluster.calls).toHaveLength(2 * one.upstreamCalls);
    expect(Object.values(cluster.lists)).toEqual(Array(10).fill(2));
    expect(cluster.sockets.size).toBeLessThanOrEqual(4);
    expect(all.observations).toHaveLength(
      fleet.length * planned.expectation.probes.length,
    );
    expect(new Set(all.observations.map(entry => entry.status))).toEqual(
      new Set(['ok']),
    );
    const list = cluster.calls.find(({ path }) => path === '/api/v1/pods')!;
    expect(Object.fromEntries(list.query)).toEqual({
      limit: '250',
      labelSelector: 'plumbline.dev/tenant',
    });
    expect(list.headers['user-agent']).toBe('plumbline');
    expect(list.headers['accept-encoding']).toBe('identity');
  });

  it('reads every page, packed when asked for', async () => {
    start({ gzip: true });
    const pods = Array.from({ length: 600 }, (_, i) =>
      pod(planned, 'odoo-web', i),
    );
    cluster.world.pods = pods;
    const collection = await run();
    expect(cluster.lists.pods).toBe(3);
    expect(
      collection.observations.find(({ probe }) => probe === 'image.digest')
        ?.summary,
    ).toContain('600 running pods');
    expect(cluster.calls[0].headers['accept-encoding']).toBe('gzip');
  });

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
    expect(
      collection.observations.find(({ probe }) => probe === 'image.digest')
        ?.summary,
    ).toContain('300 running pods');
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
    start({ timeoutSeconds: 1 });
    cluster.fault = (_, response) => {
      status(response, 429, 'too many requests', { 'retry-after': '600' });
      return true;
    };
    await expect(run()).rejects.toThrow(/abort|timeout/i);
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
        subject: 'Pod',
        message:
          'Could not be listed, what depends on it ages: 403 (no permission) for /api/v1/pods: pods is forbidden: User "portal" cannot list resource "pods"',
      },
    ]);
    expect(statusOf(collection, 'web.ready')).toBeUndefined();
    expect(statusOf(collection, 'image.digest')).toBeUndefined();
    expect(statusOf(collection, 'secrets.synced')).toBe('ok');
  });

  it.each(['aggregated', 'legacy'] as const)(
    'calls unknown what needs a kind that is not installed, by %s discovery',
    async discovery => {
      cluster.discovery = discovery;
      cluster.notInstalled = ['certificates', 'scaledObjects'];
      const collection = await run();
      expect(collection.problems).toEqual([
        {
          subject: 'Certificate',
          message:
            'cert-manager is not installed: unknown for 1 of 1 environments',
        },
      ]);
      const certificate = collection.observations.find(
        ({ probe }) => probe === 'ingress.certificate',
      );
      expect(certificate).toMatchObject({
        status: 'unknown',
        summary:
          'cert-manager is not installed in the cluster: it knows no Certificate',
      });
      expect(cluster.lists.certificates).toBeUndefined();
      expect(statusOf(collection, 'autoscaler.limited')).toBe('ok');
    },
  );

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
    expect(statusOf(collection, 'database.phase')).toBe('unknown');
    expect(statusOf(collection, 'web.ready')).toBe('ok');
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
        subject: 'ExternalSecret',
        message: expect.stringMatching(
          /^2 malformed objects were skipped, the first: odoo-acme-production\/odoo-conf: .*conditions/,
        ),
      },
    ]);
    expect(statusOf(collection, 'secrets.synced')).toBe('unknown');
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
      expect(statusOf(collection, 'web.ready')).toBeUndefined();
      expect(statusOf(collection, 'gitops.sync')).toBe('ok');
      expect((await run()).problems).toEqual([]);
    },
  );

  it('fails when the cluster does not answer in time, and ends with the run', async () => {
    start({ timeoutSeconds: 1 });
    cluster.fault = () => true;
    await expect(run()).rejects.toThrow('The cluster cannot be read');
    const controller = new AbortController();
    const aborted = run([planned], controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(aborted).rejects.toThrow('The cluster cannot be read');
  });

  it('fails when the credential is refused, the certificate is not trusted, or nobody listens', async () => {
    start({ token: 'stale-token' });
    await expect(run()).rejects.toThrow(/401 \(the credential was refused\)/);
    start({ clusters: [details({ caData: undefined })] });
    await expect(run()).rejects.toThrow(/certificate/);
    start({ clusters: [details({ caData: undefined, skipTLSVerify: true })] });
    await expect(run()).resolves.toMatchObject({ problems: [] });
    await collector.close();
    start();
    await cluster.stop();
    await expect(run()).rejects.toThrow(/ECONNREFUSED/);
  });

  it('makes two calls and no list for a cluster without environments', async () => {
    await expect(run([])).resolves.toMatchObject({
      upstreamCalls: 2,
      observations: [],
      problems: [],
    });
  });
});

describe('Scopes', () => {
  it('are the clusters, with those that cannot be collected from and why', async () => {
    const slot = new ClusterAccessSlot();
    slot.publish({
      clusters: async () => [
        details({ title: 'North' }),
        details({
          name: 'west.1',
          authMetadata: { 'kubernetes.io/auth-provider': 'aks' },
        }),
      ],
      credential: async () => ({ type: 'anonymous' }),
    });
    const scopes = await new KubernetesCollector({
      slot,
      config: {
        frequencySeconds: 60,
        timeoutSeconds: 60,
        gzip: false,
        clusters: [{ name: 'north-1' }, { name: 'south-1' }],
      },
    }).scopes();
    expect(scopes).toMatchObject([
      { slug: 'north-1', title: 'North', notAvailable: undefined },
      {
        slug: 'west_2e_1',
        notAvailable: expect.stringContaining(
          'aks works with a signed-in user',
        ),
      },
      {
        slug: 'south-1',
        notAvailable: expect.stringContaining('does not know it'),
      },
    ]);
    expect(scopes[0].covers(planned)).toBe(true);
    expect(scopes[1].covers(planned)).toBe(false);
  });
});
