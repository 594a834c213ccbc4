import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conditionOf } from '../runtime';
import {
  annotated,
  configMap,
  exists,
  FOLDER,
  followRepository,
  type Files,
} from '../testing/followRepository';
import { deployment, IMAGE, object } from '../testing/testCluster';
import type { Kustomization } from './shapes';

const KUSTOMIZATION = {
  group: 'kustomize.toolkit.fluxcd.io',
  kind: 'Kustomization',
};

/** A cluster that follows the repository by Flux. */
async function followByFlux(folder: string, ...states: Files[]) {
  const { cluster, snapshots, see } = await followRepository(folder, ...states);
  const { store } = cluster;
  store.create(
    object('source.toolkit.fluxcd.io/v1', 'GitRepository', 'gitops', {
      url: 'https://git.example/gitops.git',
      interval: '1m',
      ref: { branch: 'main' },
    }),
  );
  const get = (name = 'x') =>
    store.get(KUSTOMIZATION, 'default', name) as Kustomization | undefined;
  return {
    cluster,
    see,
    revision: (index: number) => `main@sha1:${snapshots[index].commit}`,
    create: (more: Record<string, unknown> = {}, name = 'x') =>
      store.create(
        object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', name, {
          interval: '5m',
          retryInterval: '1m',
          timeout: '2m',
          path: `./${FOLDER}`,
          prune: true,
          sourceRef: { kind: 'GitRepository', name: 'gitops' },
          ...more,
        }),
      ),
    remove: () => store.delete(KUSTOMIZATION, 'default', 'x'),
    get,
    status: (name = 'x') => get(name)?.status ?? {},
    ready: (name = 'x') => {
      const ready = conditionOf(get(name)?.status?.conditions, 'Ready');
      return [ready?.status, ready?.reason, ready?.message];
    },
    replicas: () => cluster.object('Deployment', 'web', 'apps').spec?.replicas,
  };
}

describe('Flux, from a real repository', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-flux-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('applies, waits until everything runs, and then says which revision it applied', async () => {
    const { cluster, create, see, status, ready, revision } =
      await followByFlux(folder, {
        'all.yaml': [deployment('web'), configMap('a')],
      });
    see(0);
    create({ wait: true });
    cluster.run(3);
    expect(ready().slice(0, 2)).toEqual(['Unknown', 'Progressing']);
    expect(status().lastAppliedRevision).toBeUndefined();
    cluster.run(30);
    expect(ready()).toEqual([
      'True',
      'ReconciliationSucceeded',
      `Applied revision: ${revision(0)}`,
    ]);
    expect(status()).toMatchObject({
      observedGeneration: 1,
      lastAppliedRevision: revision(0),
      inventory: {
        entries: [
          { id: 'default_web_apps_Deployment', v: 'v1' },
          { id: 'default_a__ConfigMap', v: 'v1' },
        ],
      },
    });
    expect(conditionOf(status().conditions, 'Healthy')?.status).toBe('True');
    const live = cluster.object('Deployment', 'web', 'apps');
    expect(live.metadata.labels).toMatchObject({
      'kustomize.toolkit.fluxcd.io/name': 'x',
    });
    // With nothing to do it writes nothing, the count of its own looks aside.
    cluster.run(700);
    expect(
      cluster.object('Deployment', 'web', 'apps').metadata.resourceVersion,
    ).toBe(live.metadata.resourceVersion);
    expect(status().history?.[0].totalReconciliations).toBe(3);
  });

  it('prunes what leaves Git but for what holds data, and leaves a hand edit until its next turn', async () => {
    const data = annotated(configMap('data'), {
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
    const { cluster, create, see, ready, replicas } = await followByFlux(
      folder,
      { 'all.yaml': [deployment('web')], 'b.yaml': [data, configMap('gone')] },
      { 'all.yaml': [deployment('web')], 'b.yaml': undefined },
    );
    see(0);
    create();
    cluster.run(10);
    see(1);
    cluster.run(10);
    expect(exists(cluster, 'ConfigMap', 'gone')).toBe(false);
    expect(exists(cluster, 'ConfigMap', 'data')).toBe(true);
    const edited = cluster.object('Deployment', 'web', 'apps');
    cluster.store.update({ ...edited, spec: { ...edited.spec, replicas: 1 } });
    cluster.run(200);
    expect([replicas(), ready()[0]]).toEqual([1, 'True']);
    cluster.run(200);
    expect(replicas()).toBe(3);
  });

  it.each([
    [
      'ArtifactFailed',
      { path: './nowhere' },
      'kustomization path not found: stat /tmp/nowhere: no such file or directory',
    ],
    [
      'ArtifactFailed',
      { sourceRef: { kind: 'GitRepository', name: 'other' } },
      'GitRepository.source.toolkit.fluxcd.io "other" not found',
    ],
    [
      'DependencyNotReady',
      { dependsOn: [{ name: 'first' }] },
      "dependency 'default/first' not found",
    ],
    [
      'BuildFailed',
      { path: './broken' },
      expect.stringContaining('broken/a.yaml'),
    ],
    [
      'ReconciliationFailed',
      { path: './elsewhere' },
      expect.stringContaining(
        'ConfigMap/nowhere/a dry-run failed (NotFound): namespaces "nowhere" not found',
      ),
    ],
  ])('says %s with the reason', async (reason, spec, message) => {
    const { cluster, create, see, ready, status } = await followByFlux(folder, {
      'broken/a.yaml': 'a: [',
      'elsewhere/a.yaml': [
        {
          ...configMap('a'),
          metadata: { name: 'a', namespace: 'nowhere' },
        },
      ],
    });
    see(0);
    create(spec);
    cluster.run(60);
    expect(ready()).toEqual(['False', reason, message]);
    expect(status().lastAppliedRevision).toBeUndefined();
  });

  it('gives up waiting after its timeout, tries again, and keeps the revision that ran', async () => {
    const stuck = deployment('web', {
      image: `registry.example/odoo@sha256:${'b'.repeat(64)}`,
    });
    const { cluster, create, see, ready, status, revision } =
      await followByFlux(
        folder,
        { 'all.yaml': [deployment('web', { image: IMAGE })] },
        { 'all.yaml': [stuck] },
      );
    see(0);
    create({ wait: true });
    cluster.run(30);
    see(1);
    cluster.run(60);
    expect(ready()[0]).toBe('Unknown');
    cluster.run(70);
    expect(ready()).toEqual([
      'False',
      'HealthCheckFailed',
      "health check failed after 2m: timeout waiting for: [Deployment/default/web status: 'InProgress']",
    ]);
    expect(status().lastAppliedRevision).toBe(revision(0));
    expect(status().lastAttemptedRevision).toBe(revision(1));
    expect(cluster.reasons('Kustomization')).toContain('HealthCheckFailed');
    cluster.run(70);
    expect(ready()[0]).toBe('Unknown');
  });

  it('does nothing while suspended', async () => {
    const { cluster, create, see } = await followByFlux(folder, {
      'all.yaml': [configMap('a')],
    });
    see(0);
    create({ suspend: true });
    cluster.run(400);
    expect(exists(cluster, 'ConfigMap', 'a')).toBe(false);
  });

  it.each([
    ['Orphan', true],
    ['MirrorPrune', false],
  ])(
    'goes with policy %s; what it applied stays: %s',
    async (deletionPolicy, stays) => {
      const { cluster, create, remove, see, get } = await followByFlux(folder, {
        'all.yaml': [configMap('a')],
      });
      see(0);
      create({ deletionPolicy });
      cluster.run(10);
      remove();
      cluster.run(5);
      expect(get()).toBeUndefined();
      expect(exists(cluster, 'ConfigMap', 'a')).toBe(stays);
    },
  );
});
