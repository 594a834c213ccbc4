import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { createGitOpsRepository } from '../../git';
import type { NewObject } from '../../kubernetes';
import {
  createTestCluster,
  deployment,
  IMAGE,
  type TestCluster,
} from '../testing/testCluster';
import { GitReader, type Snapshot } from './repository';
import type { Application } from './shapes';

const FOLDER = 'environments/x/manifests';

type Files = Record<string, NewObject[] | string | undefined>;

function annotated(
  object: NewObject,
  annotations: Record<string, string>,
): NewObject {
  return { ...object, metadata: { ...object.metadata, annotations } };
}

const configMap = (name: string, text = 'a'): NewObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data: { text },
});

const migration = annotated(
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'migrate', namespace: 'default' },
    spec: {
      backoffLimit: 0,
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [{ name: 'migrate', image: IMAGE }],
        },
      },
    },
  },
  {
    'argocd.argoproj.io/hook': 'Sync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    'argocd.argoproj.io/sync-wave': '5',
  },
);

const web = (env = 'a') =>
  annotated(deployment('web', { env: [{ name: 'X', value: env }] }), {
    'argocd.argoproj.io/sync-wave': '10',
  });

describe('the Argo CD reconciler, on a real repository', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-argocd-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A cluster that follows a repository with one commit for each state of the folder. */
  async function follow(...states: Files[]) {
    const repository = join(folder, 'gitops.git');
    await createGitOpsRepository(repository, {
      branch: 'main',
      author: { name: 'Test', email: 'test@example.org' },
      commits: states.map((files, index) => ({
        at: new Date(Date.UTC(2026, 0, 1 + index)),
        message: `State ${index}\n`,
        files: new Map(
          Object.entries(files).map(([name, content]) => [
            name.includes('/') ? name : `${FOLDER}/${name}`,
            Array.isArray(content)
              ? content.map(object => stringify(object)).join('---\n')
              : content,
          ]),
        ),
      })),
    });
    const cluster = createTestCluster(repository);
    const snapshots: Snapshot[] = await cluster.feed.reader.history();
    await cluster.feed.reader.load(snapshots);
    cluster.store.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'argocd' },
    });
    const create = (more: Record<string, unknown> = {}) =>
      cluster.store.create({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: 'x', namespace: 'argocd', ...more },
        spec: {
          project: 'odoo',
          source: { repoURL: 'x', targetRevision: 'main', path: FOLDER },
          destination: { namespace: 'default' },
          syncPolicy: {
            automated: { prune: true, selfHeal: true },
            retry: { limit: 1, backoff: { duration: '10s' } },
          },
        },
      });
    const status = () =>
      (
        cluster.store.get(
          { group: 'argoproj.io', kind: 'Application' },
          'argocd',
          'x',
        ) as Application | undefined
      )?.status ?? {};
    const see = (index: number) => cluster.feed.set(snapshots[index]);
    return { cluster, snapshots, create, status, see };
  }

  const exists = (cluster: TestCluster, kind: string, name: string) =>
    cluster.store.get({ group: '', kind }, 'default', name) !== undefined;

  it('reads the repository as git has it, from history and from a single commit', async () => {
    const { snapshots, cluster } = await follow(
      { 'a.yaml': [configMap('a')], 'notes.txt': 'hello' },
      { 'a.yaml': undefined, 'b.yaml': [configMap('b')] },
    );
    expect(snapshots.map(({ files }) => [...files.keys()].sort())).toEqual([
      [`${FOLDER}/a.yaml`, `${FOLDER}/notes.txt`],
      [`${FOLDER}/b.yaml`, `${FOLDER}/notes.txt`],
    ]);
    const { reader } = cluster.feed;
    expect(await reader.head()).toBe(snapshots[1].commit);
    expect(await reader.snapshot(snapshots[1].commit)).toEqual(snapshots[1]);
    await expect(
      new GitReader(join(folder, 'gitops.git'), 'no-such').head(),
    ).rejects.toThrow('rev-parse');
  });

  it('applies wave by wave and waits for the hook before what comes after it', async () => {
    const { cluster, create, status, see, snapshots } = await follow({
      'all.yaml': [web(), migration, configMap('early')],
    });
    create();
    see(0);
    cluster.run(2);
    expect(exists(cluster, 'ConfigMap', 'early')).toBe(true);
    expect(status().operationState).toMatchObject({
      phase: 'Running',
      message: 'waiting for completion of hook batch/Job/migrate',
    });
    expect(cluster.store.list({ group: 'apps', kind: 'Deployment' })).toEqual(
      [],
    );
    expect(status().sync?.status).toBe('OutOfSync');
    expect(status().health?.status).toBe('Missing');

    cluster.run(30);
    expect(status()).toMatchObject({
      sync: { status: 'Synced', revision: snapshots[0].commit },
      health: { status: 'Healthy' },
      operationState: { phase: 'Succeeded' },
      history: [{ id: 0, revision: snapshots[0].commit }],
    });
    const live = cluster.object('Deployment', 'web', 'apps');
    expect(live.metadata.annotations).toMatchObject({
      'argocd.argoproj.io/tracking-id': 'x:apps/Deployment:default/web',
    });
    expect(JSON.stringify(live.metadata.managedFields)).toContain(
      'argocd-controller',
    );
  });

  it('runs the hook anew at the next commit, keeps what says Prune=false and prunes the rest', async () => {
    const kept = annotated(configMap('kept'), {
      'argocd.argoproj.io/sync-options': 'Prune=false',
    });
    const { cluster, create, status, see, snapshots } = await follow(
      { 'all.yaml': [migration, web()], 'b.yaml': [kept, configMap('gone')] },
      { 'all.yaml': [migration, web('b')], 'b.yaml': undefined },
    );
    create();
    see(0);
    cluster.run(40);
    const first = cluster.object('Job', 'migrate', 'batch').metadata.uid;
    see(1);
    cluster.run(60);
    expect(cluster.object('Job', 'migrate', 'batch').metadata.uid).not.toBe(
      first,
    );
    expect(exists(cluster, 'ConfigMap', 'kept')).toBe(true);
    expect(exists(cluster, 'ConfigMap', 'gone')).toBe(false);
    expect(status().history?.map(({ revision }) => revision)).toEqual(
      snapshots.map(({ commit }) => commit),
    );
    expect(status().sync?.status).toBe('OutOfSync');
    expect(
      status().resources?.filter(({ requiresPruning }) => requiresPruning),
    ).toEqual([expect.objectContaining({ name: 'kept' })]);
  });

  it('heals what was changed or deleted by hand, without running hooks', async () => {
    const { cluster, create, status, see } = await follow({
      'all.yaml': [migration, web(), configMap('settings')],
    });
    create();
    see(0);
    cluster.run(40);
    const job = cluster.object('Job', 'migrate', 'batch').metadata.uid;
    const edited = cluster.object('Deployment', 'web', 'apps');
    cluster.store.update({
      ...edited,
      spec: { ...edited.spec, replicas: 1 },
    });
    cluster.store.delete(
      { group: '', kind: 'ConfigMap' },
      'default',
      'settings',
    );
    cluster.run(15);
    expect(status()).toMatchObject({
      sync: { status: 'Synced' },
      health: { status: 'Healthy' },
    });
    expect(cluster.object('Deployment', 'web', 'apps').spec?.replicas).toBe(3);
    expect(exists(cluster, 'ConfigMap', 'settings')).toBe(true);
    expect(cluster.object('Job', 'migrate', 'batch').metadata.uid).toBe(job);
    expect(status().history).toHaveLength(1);

    // Who fights with Argo CD is healed ever more slowly.
    cluster.run(600);
    const CONFIG_MAP = { group: '', kind: 'ConfigMap' };
    const missingFor = [0, 1].map(() => {
      cluster.store.delete(CONFIG_MAP, 'default', 'settings');
      let seconds = 0;
      while (!exists(cluster, 'ConfigMap', 'settings')) {
        cluster.run(1);
        seconds += 1;
      }
      return seconds;
    });
    expect(missingFor[0]).toBeLessThan(3);
    expect(missingFor[1]).toBeGreaterThan(10);
  });

  it('fails with the words of the API server, retries, and does not try again by itself', async () => {
    const moved = web();
    const selector = { app: 'web', shard: 'b' };
    moved.spec = {
      ...moved.spec,
      selector: { matchLabels: selector },
      template: {
        metadata: { labels: selector },
        spec: { containers: [{ name: 'odoo', image: IMAGE }] },
      },
    };
    const { cluster, create, status, see } = await follow(
      { 'all.yaml': [web()] },
      { 'all.yaml': [moved] },
      { 'all.yaml': [moved], 'environments/y/a.yaml': [configMap('other')] },
    );
    create();
    see(0);
    cluster.run(30);
    see(1);
    cluster.run(5);
    expect(status().operationState).toMatchObject({ phase: 'Running' });
    expect(status().operationState?.message).toContain('Retrying attempt #1');
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
    const { cluster, create, status, see } = await follow(
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
    const { cluster, create, see } = await follow({
      'all.yaml': [configMap('a'), safe],
    });
    const APPLICATION = { group: 'argoproj.io', kind: 'Application' };
    see(0);
    create();
    cluster.run(5);
    cluster.store.delete(APPLICATION, 'argocd', 'x');
    cluster.run(5);
    expect(exists(cluster, 'ConfigMap', 'a')).toBe(true);

    create({ finalizers: ['resources-finalizer.argocd.argoproj.io'] });
    cluster.run(5);
    cluster.store.delete(APPLICATION, 'argocd', 'x');
    cluster.run(5);
    expect(cluster.store.get(APPLICATION, 'argocd', 'x')).toBeUndefined();
    expect(exists(cluster, 'ConfigMap', 'a')).toBe(false);
    expect(exists(cluster, 'ConfigMap', 'safe')).toBe(true);
  });
});
