import {
  object,
  reasonOf,
  createTestCluster,
  IMAGE,
} from '../testing/testCluster';

const CNPG = 'postgresql.cnpg.io';

describe('CloudNativePG', () => {
  const database = (instances: number, image = IMAGE) =>
    object(`${CNPG}/v1`, 'Cluster', 'db', {
      instances,
      imageName: image,
      storage: { size: '10Gi' },
      plugins: [
        {
          name: 'barman-cloud.cloudnative-pg.io',
          isWALArchiver: true,
          parameters: { barmanObjectName: 'store' },
        },
      ],
    });

  function startDatabase() {
    const cluster = createTestCluster();
    const phase = () => cluster.object('Cluster', 'db', CNPG).status?.phase;
    cluster.store.apply(database(3), 'test');
    return { cluster, phase };
  }

  it('sets up the primary, then replicas, then is healthy', () => {
    const { cluster, phase } = startDatabase();
    const phases: unknown[] = [];
    for (let step = 0; step < 300; step += 1) {
      cluster.run(0.1);
      if (phases.at(-1) !== phase()) phases.push(phase());
    }
    expect(phases).toEqual([
      'Setting up primary',
      'Creating a new replica',
      'Cluster in healthy state',
    ]);
    const db = cluster.object('Cluster', 'db', CNPG);
    expect(db.status).toMatchObject({
      instances: 3,
      readyInstances: 3,
      currentPrimary: 'db-1',
    });
    expect(reasonOf(db, 'Ready')[0]).toBe('True');
    expect(reasonOf(db, 'ContinuousArchiving')[0]).toBe('True');
    expect(cluster.object('Secret', 'db-app').type).toBe(
      'kubernetes.io/basic-auth',
    );
    expect(cluster.object('PersistentVolumeClaim', 'db-2').status?.phase).toBe(
      'Bound',
    );
  });

  it('hands the primary over when its pod is lost, and rebuilds it', () => {
    const { cluster, phase } = startDatabase();
    cluster.run(30);
    cluster.store.delete({ group: '', kind: 'Pod' }, 'default', 'db-1');
    cluster.run(1);
    expect(phase()).not.toBe('Cluster in healthy state');
    cluster.run(20);
    expect(phase()).toBe('Cluster in healthy state');
    const { status } = cluster.object('Cluster', 'db', CNPG);
    expect(status?.currentPrimary).toBe('db-2');
    const primaries = cluster.pods({ 'cnpg.io/instanceRole': 'primary' });
    expect(primaries.map(({ metadata }) => metadata.name)).toEqual(['db-2']);
  });

  it('grows its volumes when it is to be larger, and none that is larger already', () => {
    const { cluster } = startDatabase();
    cluster.run(30);
    const claim = () => {
      const { spec, status } = cluster.object('PersistentVolumeClaim', 'db-1');
      return [
        Object(spec).resources.requests.storage,
        Object(status).capacity.storage,
      ];
    };
    const resize = (size: string) =>
      cluster.store.apply(
        object(`${CNPG}/v1`, 'Cluster', 'db', {
          ...(database(3).spec as object),
          storage: { size },
        }),
        'test',
      );
    resize('20Gi');
    cluster.run(5);
    expect(claim()).toEqual(['20Gi', '10Gi']);
    cluster.run(20);
    expect(claim()).toEqual(['20Gi', '20Gi']);
    resize('15Gi');
    cluster.run(30);
    expect(claim()).toEqual(['20Gi', '20Gi']);
  });

  it('backs up by schedule and keeps the recovery window to its retention', () => {
    const { cluster } = startDatabase();
    const store = object('barmancloud.cnpg.io/v1', 'ObjectStore', 'store', {
      retentionPolicy: '3d',
    });
    cluster.store.create(store);
    cluster.store.create(
      object(`${CNPG}/v1`, 'ScheduledBackup', 'daily', {
        schedule: '0 30 1 * * *',
        immediate: true,
        cluster: { name: 'db' },
        method: 'plugin',
        backupOwnerReference: 'cluster',
      }),
    );
    cluster.run(60);
    const backups = () => cluster.store.list({ group: CNPG, kind: 'Backup' });
    expect(backups().map(({ status }) => status?.phase)).toEqual(['completed']);
    const db = cluster.object('Cluster', 'db', CNPG);
    expect(reasonOf(db, 'LastBackupSucceeded')[0]).toBe('True');
    cluster.run(6 * 24 * 3600);
    expect(backups().length).toBeLessThanOrEqual(4);
    const { status } = cluster.object(
      'ObjectStore',
      'store',
      'barmancloud.cnpg.io',
    );
    expect(status?.serverRecoveryWindow).toMatchObject({
      db: {
        firstRecoverabilityPoint: backups()[0].status?.stoppedAt,
        lastSuccessfulBackupTime: backups().at(-1)?.status?.stoppedAt,
      },
    });
    const scheduled = cluster.object('ScheduledBackup', 'daily', CNPG);
    expect(scheduled.status).toMatchObject({
      lastScheduleTime: '2026-03-08T01:30:00Z',
      nextScheduleTime: '2026-03-09T01:30:00Z',
    });
  });
});
