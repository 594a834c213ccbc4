import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  annotated,
  configMap,
  exists,
  FOLDER,
  followRepository,
} from '../testing/followRepository';
import { deployment, IMAGE } from '../testing/testCluster';

describe('what Argo CD cannot or must not do', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-argocd-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('fails with the words of the API server, retries, and does not try again by itself', async () => {
    const moved = deployment(
      'web',
      {},
      {
        selector: { matchLabels: { app: 'web', shard: 'b' } },
        template: {
          metadata: { labels: { app: 'web', shard: 'b' } },
          spec: { containers: [{ name: 'odoo', image: IMAGE }] },
        },
      },
    );
    const { cluster, create, status, see } = await followRepository(
      folder,
      { 'all.yaml': [deployment('web')] },
      { 'all.yaml': [moved] },
      { 'all.yaml': [moved], 'environments/y/a.yaml': [configMap('other')] },
    );
    create();
    see(0);
    cluster.run(30);
    see(1);
    cluster.run(5);
    expect(status().operationState).toMatchObject({
      phase: 'Running',
      message: expect.stringContaining('Retrying attempt #1'),
      retryCount: 1,
    });
    cluster.run(30);
    const failed = status();
    expect(failed.operationState?.phase).toBe('Failed');
    expect(failed.operationState?.message).toMatch(
      /Deployment.apps "web" is invalid: spec.selector.*field is immutable \(retried 1 times\)/,
    );
    expect(failed.conditions?.[0].type).toBe('SyncError');
    expect(failed.sync?.status).toBe('OutOfSync');
    see(2);
    cluster.run(400);
    expect(status().operationState?.startedAt).toBe(
      failed.operationState?.startedAt,
    );
    expect(status().sync?.revision).not.toBe(failed.sync?.revision);
  });

  it('says what is wrong with the files and leaves the cluster as it is', async () => {
    const { cluster, create, status, see } = await followRepository(
      folder,
      { 'all.yaml': [configMap('a')] },
      { 'all.yaml': 'a: [' },
    );
    create();
    see(0);
    cluster.run(5);
    see(1);
    cluster.run(5);
    expect(status().sync?.status).toBe('Unknown');
    expect(status().conditions?.[0]).toMatchObject({
      type: 'ComparisonError',
      message: expect.stringContaining(`${FOLDER}/all.yaml`),
    });
    expect(exists(cluster, 'ConfigMap', 'a')).toBe(true);
  });

  it('takes along what it tracked only when its finalizer says so', async () => {
    const safe = annotated(configMap('safe'), {
      'argocd.argoproj.io/sync-options': 'Delete=false',
    });
    const { cluster, create, remove, application, see } =
      await followRepository(folder, {
        'all.yaml': [configMap('a'), safe],
      });
    see(0);
    create();
    cluster.run(5);
    remove();
    cluster.run(5);
    expect(exists(cluster, 'ConfigMap', 'a')).toBe(true);

    create({ finalizers: ['resources-finalizer.argocd.argoproj.io'] });
    cluster.run(5);
    remove();
    cluster.run(5);
    expect(application()).toBeUndefined();
    expect(exists(cluster, 'ConfigMap', 'a')).toBe(false);
    expect(exists(cluster, 'ConfigMap', 'safe')).toBe(true);
  });
});
