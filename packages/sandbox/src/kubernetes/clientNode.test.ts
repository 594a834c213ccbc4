import {
  AppsV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  makeInformer,
  type V1Pod,
} from '@kubernetes/client-node';
import type { NewObject } from './store';
import { startTestCluster, type TestCluster } from './testing/testCluster';
import { until } from './testing/until';

const POD = { group: '', kind: 'Pod' };

function pod(name: string): NewObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels: { app: 'web' } },
    spec: { containers: [{ name: 'web', image: 'odoo:19' }] },
  };
}

describe('@kubernetes/client-node', () => {
  let cluster: TestCluster;
  let config: KubeConfig;

  beforeAll(async () => {
    cluster = await startTestCluster();
    config = new KubeConfig();
    config.loadFromFile(cluster.kubeconfig);
  });
  afterAll(() => cluster.close());

  it('lists by label, creates, reads custom objects and deletes', async () => {
    cluster.store.create(pod('a'));
    const core = config.makeApiClient(CoreV1Api);
    const { items } = await core.listNamespacedPod({
      namespace: 'default',
      labelSelector: 'app=web',
    });
    expect(items.map(item => item.metadata?.name)).toEqual(['a']);

    const apps = config.makeApiClient(AppsV1Api);
    const created = await apps.createNamespacedDeployment({
      namespace: 'default',
      body: {
        metadata: { name: 'web' },
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { containers: [{ name: 'web', image: 'odoo:19' }] },
          },
        },
      },
    });
    expect(created.spec?.replicas).toBe(1);

    const custom = config.makeApiClient(CustomObjectsApi);
    const at = {
      group: 'argoproj.io',
      version: 'v1alpha1',
      namespace: 'default',
      plural: 'applications',
    };
    await custom.createNamespacedCustomObject({
      ...at,
      body: {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: 'acme' },
        spec: { project: 'default' },
        status: { sync: { status: 'OutOfSync' } },
      },
    });
    expect(await custom.listNamespacedCustomObject(at)).toMatchObject({
      kind: 'ApplicationList',
      items: [
        { kind: 'Application', status: { sync: { status: 'OutOfSync' } } },
      ],
    });
    await apps.deleteNamespacedDeployment({
      namespace: 'default',
      name: 'web',
    });
    await expect(
      apps.readNamespacedDeployment({ namespace: 'default', name: 'web' }),
    ).rejects.toMatchObject({ code: 404 });
  });

  it('keeps an informer up to date across a compaction', async () => {
    const core = config.makeApiClient(CoreV1Api);
    const informer = makeInformer<V1Pod>(
      config,
      '/api/v1/namespaces/default/pods',
      () => core.listNamespacedPod({ namespace: 'default' }),
    );
    const seen: string[] = [];
    informer.on('add', object => seen.push(`+${object.metadata?.name}`));
    informer.on('delete', object => seen.push(`-${object.metadata?.name}`));
    await informer.start();
    cluster.store.create(pod('b'));
    await until(() => seen.includes('+b'));
    cluster.store.compact();
    cluster.store.delete(POD, 'default', 'b');
    await until(() => seen.includes('-b'));
    await informer.stop();
    expect(seen).toEqual(['+a', '+b', '-b']);
  }, 30_000);
});
