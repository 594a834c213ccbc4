import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  annotated,
  configMap,
  exists,
  followRepository,
} from '../testing/followRepository';
import { deployment, IMAGE } from '../testing/testCluster';

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

describe('a sync by Argo CD, from a real repository', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-argocd-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('applies wave by wave and waits for the hook before what comes after it', async () => {
    const { cluster, create, status, see, snapshots } = await followRepository(
      folder,
      {
        'all.yaml': [web(), migration, configMap('early')],
      },
    );
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
    const { cluster, create, status, see, snapshots } = await followRepository(
      folder,
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

  it('waits for the end of a deny window of its project, and not in a project without', async () => {
    const { cluster, create, application, status, see, project } =
      await followRepository(
        folder,
        { 'a.yaml': [configMap('settings')] },
        { 'a.yaml': [configMap('settings', 'b')] },
      );
    const text = () =>
      (
        cluster.object('ConfigMap', 'settings') as unknown as {
          data: { text: string };
        }
      ).data.text;
    // It is 08:00 UTC on 2 March, and 03:00 in New York: the first window ends at 04:00 there.
    const createProject = (name: string, syncWindows: object[]) =>
      cluster.store.create({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AppProject',
        metadata: { name, namespace: 'argocd' },
        spec: { syncWindows },
      });
    create();
    see(0);
    cluster.run(30);
    const window = { kind: 'deny', timeZone: 'America/New_York' };
    cluster.store.update({
      ...project,
      spec: {
        syncWindows: [
          {
            ...window,
            schedule: '30 2 2 3 *',
            duration: '90m',
            applications: ['*'],
          },
          {
            ...window,
            schedule: '0 0 2 3 *',
            duration: '24h',
            applications: ['y*'],
          },
        ],
      },
    });
    createProject('break-glass', []);
    see(1);
    cluster.run(45 * 60);
    expect([text(), status().sync?.status]).toEqual(['a', 'OutOfSync']);
    cluster.run(20 * 60);
    expect([text(), status().sync?.status]).toEqual(['b', 'Synced']);

    see(0);
    createProject('tenant', [
      {
        ...window,
        schedule: '0 0 1 1 *',
        duration: '8000h',
        applications: ['*'],
      },
    ]);
    const found = application()!;
    cluster.store.update({
      ...found,
      spec: { ...found.spec, project: 'tenant' },
    });
    cluster.run(60 * 60);
    see(1);
    cluster.run(60 * 60);
    see(0);
    cluster.run(60 * 60);
    expect(text()).toBe('b');
    const waiting = application()!;
    cluster.store.update({
      ...waiting,
      spec: { ...waiting.spec, project: 'break-glass' },
    });
    cluster.run(60);
    expect(text()).toBe('a');
  });

  it('waits within a sync as well, and where windows allow for one of them', async () => {
    const { cluster, create, status, see, project } = await followRepository(
      folder,
      { 'all.yaml': [migration, web()] },
    );
    const withWindow = (kind: string, schedule: string) =>
      cluster.store.update({
        ...project,
        metadata: { ...project.metadata, resourceVersion: '' },
        spec: {
          syncWindows: [
            { kind, schedule, duration: '1h', applications: ['x'] },
          ],
        },
      });
    // It is 08:00.
    withWindow('allow', '0 9 * * *');
    create();
    see(0);
    cluster.run(59 * 60);
    expect(status().operationState).toBeUndefined();
    cluster.run(62);
    expect(status().operationState).toMatchObject({ phase: 'Running' });
    withWindow('deny', '0 9 * * *');
    cluster.run(30 * 60);
    expect(status().operationState).toMatchObject({
      phase: 'Running',
      message: 'Sync operation blocked by sync window',
    });
    cluster.run(40 * 60);
    expect(status().operationState).toMatchObject({ phase: 'Succeeded' });
  });

  it('refuses what is in a project that is not there, and keeps a project until nobody refers to it', async () => {
    const PROJECT = { group: 'argoproj.io', kind: 'AppProject' };
    const finalizers = ['resources-finalizer.argocd.argoproj.io'];
    const { cluster, create, application, status, see, project, remove } =
      await followRepository(folder, { 'a.yaml': [configMap('settings')] });
    const createProject = () =>
      cluster.store.create({
        ...project,
        metadata: { name: 'odoo', namespace: 'argocd', finalizers },
      });
    cluster.store.delete(PROJECT, 'argocd', 'odoo');
    create({ finalizers });
    see(0);
    cluster.run(600);
    expect(status()).toMatchObject({
      sync: { status: 'Unknown' },
      conditions: [
        {
          type: 'InvalidSpecError',
          message: 'Application referencing project odoo which does not exist',
        },
      ],
    });
    expect(exists(cluster, 'ConfigMap', 'settings')).toBe(false);
    createProject();
    cluster.run(200);
    expect(status()).toMatchObject({ sync: { status: 'Synced' } });
    expect(status().conditions).toBeUndefined();

    cluster.store.delete(PROJECT, 'argocd', 'odoo');
    cluster.run(600);
    expect(cluster.store.get(PROJECT, 'argocd', 'odoo')).toBeDefined();
    remove();
    cluster.run(5);
    expect(application()).toBeUndefined();
    expect(exists(cluster, 'ConfigMap', 'settings')).toBe(false);
    expect(cluster.store.get(PROJECT, 'argocd', 'odoo')).toBeUndefined();

    cluster.store.create({
      ...project,
      metadata: { name: 'odoo', namespace: 'argocd' },
    });
    create({ finalizers });
    cluster.run(30);
    cluster.store.delete(PROJECT, 'argocd', 'odoo');
    remove();
    cluster.run(600);
    expect(status().conditions).toMatchObject([{ type: 'DeletionError' }]);
    expect(exists(cluster, 'ConfigMap', 'settings')).toBe(true);
    createProject();
    cluster.run(200);
    expect(exists(cluster, 'ConfigMap', 'settings')).toBe(false);
  });

  it('heals what was changed or deleted by hand, without running hooks', async () => {
    const { cluster, create, status, see } = await followRepository(folder, {
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
});
