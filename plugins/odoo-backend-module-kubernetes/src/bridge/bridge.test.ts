import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import {
  AuthenticationStrategy,
  kubernetesAuthStrategyExtensionPoint,
  kubernetesObjectsProviderExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  Collector,
  odooCollectorsExtensionPoint,
} from '@plumbline/plugin-odoo-node';
import odooKubernetesFeature from '..';
import { FakeCluster } from '../__testUtils__/FakeCluster';
import { NOW, environment } from '../__testUtils__/environment';
import { healthyWorld } from '../__testUtils__/objects';

const planned = environment();
let clusters: FakeCluster[];
let collectors: Collector[];
let stopBackend: (() => Promise<void>) | undefined;

/** Stands where the Odoo backend stands. */
const odooPlugin = createBackendPlugin({
  pluginId: 'odoo',
  register(reg) {
    reg.registerExtensionPoint(odooCollectorsExtensionPoint, {
      addCollector: collector => {
        collectors.push(collector);
      },
    });
    reg.registerInit({ deps: {}, async init() {} });
  },
});

const foreignModule = createBackendModule({
  pluginId: 'kubernetes',
  // Modules start in the order of their registration.
  moduleId: 'foreign-objects-provider',
  register(reg) {
    reg.registerInit({
      deps: { point: kubernetesObjectsProviderExtensionPoint },
      async init({ point }) {
        point.addObjectsProvider(async ({ getDefault }) => getDefault());
      },
    });
  },
});

/** As the built-in strategy; that one loads an ES module, which Jest's sandbox cannot. */
const tokenStrategy: AuthenticationStrategy = {
  getCredential: async ({ authMetadata }) => ({
    type: 'bearer token',
    token: authMetadata.serviceAccountToken,
  }),
  validateCluster: () => [],
  presentAuthMetadata: () => ({}),
};

const tokenStrategyModule = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'token-strategy',
  register(reg) {
    reg.registerInit({
      deps: { point: kubernetesAuthStrategyExtensionPoint },
      async init({ point }) {
        point.addAuthStrategy('serviceAccount', tokenStrategy);
        point.addAuthStrategy('google', tokenStrategy);
      },
    });
  },
});

function kubernetesConfig() {
  return {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: [
          ...clusters.map((cluster, index) => ({
            name: `north-${index + 1}`,
            url: cluster.url,
            caData: cluster.caData,
            authProvider: 'serviceAccount',
            serviceAccountToken: cluster.token,
          })),
          {
            name: 'users-only',
            url: 'https://127.0.0.1:1',
            authProvider: 'google',
          },
        ],
      },
    ],
  };
}

async function start(features: object[], data: object): Promise<Collector> {
  const backend = await startTestBackend({
    features: [
      odooPlugin,
      ...(features as []),
      odooKubernetesFeature,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({ data: data as never }),
    ],
  });
  stopBackend = () => backend.stop();
  expect(collectors).toHaveLength(1);
  return collectors[0];
}

async function collectAll(collector: Collector) {
  const scopes = await collector.scopes();
  const environments = [planned];
  const signal = new AbortController().signal;
  return Promise.all(
    scopes
      .filter(scope => !scope.notAvailable)
      .map(scope =>
        collector.collect(scope, { environments, now: NOW, signal }),
      ),
  );
}

beforeEach(async () => {
  collectors = [];
  clusters = [
    await FakeCluster.start('token-1'),
    await FakeCluster.start('token-2'),
  ];
  for (const cluster of clusters) cluster.world = healthyWorld(planned);
});

afterEach(async () => {
  await stopBackend?.();
  stopBackend = undefined;
  await Promise.all(clusters.map(cluster => cluster.stop()));
});

describe('The bridge to the Kubernetes plugin', () => {
  it.each(['objectsProvider', 'router'])(
    'takes its clusters and credentials through the %s',
    async access => {
      const collector = await start([kubernetesPlugin, tokenStrategyModule], {
        kubernetes: kubernetesConfig(),
        odoo: { kubernetes: { access } },
      });
      const scopes = await collector.scopes();
      expect(
        scopes.map(({ slug, notAvailable }) => [slug, Boolean(notAvailable)]),
      ).toEqual([
        ['north-1', false],
        ['north-2', false],
        ['users-only', true],
      ]);
      const collections = await collectAll(collector);
      expect(collections.map(({ problems }) => problems)).toEqual([[], []]);
      for (const cluster of clusters) {
        expect(Object.values(cluster.lists)).toEqual(Array(16).fill(1));
      }
    },
  );

  it('tells when another module was first, and works through the other slot', async () => {
    const kubernetes = kubernetesConfig();
    const collector = await start([foreignModule, kubernetesPlugin], {
      kubernetes,
    });
    expect(await collector.scopes()).toMatchObject([
      {
        slug: 'clusters',
        notAvailable: expect.stringMatching(
          /Another module holds the Kubernetes plugin's objectsProvider slot.*choose the other one with odoo.kubernetes.access/,
        ),
      },
    ]);
    await stopBackend?.();
    collectors = [];
    const other = await start([foreignModule, kubernetesPlugin], {
      kubernetes,
      odoo: { kubernetes: { access: 'router' } },
    });
    expect(await other.scopes()).toHaveLength(3);
  });

  it('lets the backend start without the Kubernetes plugin, and says so', async () => {
    const collector = await start([], {});
    expect(await collector.scopes()).toMatchObject([
      {
        notAvailable: 'The Kubernetes plugin is not installed in this backend',
      },
    ]);
  });

  it('says so when the plugin has no configuration', async () => {
    const collector = await start([kubernetesPlugin], {});
    expect(await collector.scopes()).toMatchObject([
      { notAvailable: 'There is no `kubernetes` configuration' },
    ]);
  });

  it('refuses a way in that does not exist, at start', async () => {
    await expect(
      start([kubernetesPlugin], {
        kubernetes: kubernetesConfig(),
        odoo: { kubernetes: { access: 'proxy' } },
      }),
    ).rejects.toThrow(
      /odoo.kubernetes.access is proxy; accepted: objectsProvider, router/,
    );
  });
});
