import { Environment, STAGES } from '@plumbline/plugin-odoo-common';
import { ClusterAccessSlot } from '../bridge';
import { KindId } from '../records';
import { FakeCluster } from '../__testUtils__/FakeCluster';
import { environment } from '../__testUtils__/environment';
import { healthyWorld, pod } from '../__testUtils__/objects';
import { KubernetesCollector } from './KubernetesCollector';
import {
  clusterDetails,
  collectorOver,
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
    expect(Object.values(cluster.lists)).toEqual(Array(16).fill(2));
    expect(cluster.sockets.size).toBeLessThanOrEqual(4);
    expect(all.observations).toHaveLength(
      fleet.length * planned.expectation.probes.length,
    );
    expect(new Set(all.observations.map(entry => entry.status))).toEqual(
      new Set(['ok']),
    );
    expect(all.recovery?.map(({ fact }) => fact.kind).sort()).toEqual([
      ...fleet.map(() => 'alerting'),
      ...fleet.map(() => 'controller'),
    ]);
    const list = cluster.calls.find(({ path }) => path === '/api/v1/pods')!;
    expect(Object.fromEntries(list.query)).toEqual({
      limit: '250',
      labelSelector: 'plumbline.dev/tenant',
    });
    expect(list.headers['user-agent']).toBe('plumbline');
    expect(list.headers['accept-encoding']).toBe('identity');
  });

  it('reads every page, packed when asked for', async () => {
    collector = collectorOver([clusterDetails(cluster)], { gzip: true });
    const pods = Array.from({ length: 600 }, (_, i) =>
      pod(planned, 'odoo-web', i),
    );
    cluster.world.pods = pods;
    const collection = await run();
    expect(cluster.lists.pods).toBe(3);
    expect(observed(collection, 'image.digest')?.summary).toContain(
      '600 running pods',
    );
    expect(cluster.calls[0].headers['accept-encoding']).toBe('gzip');
  });

  it.each(['aggregated', 'legacy'] as const)(
    'calls unknown what needs a kind that is not installed, by %s discovery',
    async discovery => {
      cluster.discovery = discovery;
      cluster.notInstalled = ['certificates', 'scaledObjects'];
      const collection = await run();
      expect(collection.problems).toEqual([
        {
          kind: 'not-installed',
          subject: 'Certificate',
          count: 1,
          message:
            'cert-manager is not installed: unknown for 1 of 1 environments',
        },
      ]);
      const certificate = observed(collection, 'ingress.certificate');
      expect(certificate).toMatchObject({
        status: 'unknown',
        summary:
          'cert-manager is not installed in the cluster: it knows no Certificate',
      });
      expect(cluster.lists.certificates).toBeUndefined();
      expect(observed(collection, 'autoscaler.limited')?.status).toBe('ok');
    },
  );

  it('lists alert rules under the group that the platform names', async () => {
    const alerts = { group: 'azmonitoring.coreos.com', versions: ['v1'] };
    collector = collectorOver([clusterDetails(cluster)], { alerts });
    const { recovery } = await run();
    expect(cluster.lists.prometheusrules).toBeUndefined();
    expect(recovery?.at(-1)?.fact).toEqual({ kind: 'alerting', rules: [] });
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
        clusterDetails(cluster, { title: 'North' }),
        clusterDetails(cluster, {
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
        support: new Map(),
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
