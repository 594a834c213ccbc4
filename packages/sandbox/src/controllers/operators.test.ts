import type { KubernetesObject, NewObject } from '../kubernetes';
import { conditionOf, type Condition } from './runtime';
import { createTestCluster, deployment, IMAGE } from './testing/testCluster';

function reasonOf(object: KubernetesObject, type: string) {
  const conditions = object.status?.conditions as Condition[];
  const condition = conditionOf(conditions, type);
  return [condition?.status, condition?.reason];
}

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  spec: Record<string, unknown>,
): NewObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'default' },
  spec,
});

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

describe('cert-manager', () => {
  it('renews when a third is left; a failing renewal leaves it ready until it expires', () => {
    const cluster = createTestCluster();
    const DAY = 24 * 3600;
    cluster.store.create({
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: 'letsencrypt' },
      spec: {},
    });
    cluster.store.create(
      object('cert-manager.io/v1', 'Certificate', 'tls', {
        secretName: 'web-tls',
        dnsNames: ['erp.example'],
        issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' },
      }),
    );
    const certificate = () =>
      cluster.object('Certificate', 'tls', 'cert-manager.io');
    cluster.run(1);
    expect(reasonOf(certificate(), 'Issuing')[0]).toBe('True');
    cluster.run(5);
    expect(cluster.object('Secret', 'web-tls').type).toBe('kubernetes.io/tls');
    expect(certificate().status).toMatchObject({
      notAfter: '2026-05-31T08:00:02Z',
      renewalTime: '2026-05-01T08:00:02Z',
      revision: 1,
    });
    cluster.run(61 * DAY);
    expect(certificate().status).toMatchObject({ revision: 2 });

    cluster.needs.refusal = 'NXDOMAIN';
    cluster.run(61 * DAY);
    expect(reasonOf(certificate(), 'Ready')[0]).toBe('True');
    expect(reasonOf(certificate(), 'Issuing')).toEqual(['False', 'Failed']);
    expect(certificate().status?.failedIssuanceAttempts).toBeGreaterThan(3);
    cluster.run(31 * DAY);
    expect(reasonOf(certificate(), 'Ready')).toEqual(['False', 'Expired']);

    cluster.needs.refusal = '';
    cluster.run(2 * DAY);
    expect(reasonOf(certificate(), 'Ready')[0]).toBe('True');
    expect(certificate().status?.failedIssuanceAttempts).toBeUndefined();
  });
});

describe('External Secrets', () => {
  it('makes a Secret from vault and template, and says which key is missing', () => {
    const cluster = createTestCluster();
    cluster.needs.lostKeys.add('password');
    cluster.store.create(
      object('external-secrets.io/v1', 'SecretStore', 'vault', {
        provider: { azurekv: { vaultUrl: 'https://kv.example' } },
      }),
    );
    cluster.store.create(
      object('external-secrets.io/v1', 'ExternalSecret', 'odoo-conf', {
        refreshInterval: '1h',
        secretStoreRef: { name: 'vault' },
        target: {
          name: 'odoo-conf',
          template: { data: { 'odoo.conf': 'pass = {{ .pw | urlquery }}' } },
        },
        data: [{ secretKey: 'pw', remoteRef: { key: 'password' } }],
      }),
    );
    const secret = () =>
      cluster.object('ExternalSecret', 'odoo-conf', 'external-secrets.io');
    cluster.run(5);
    expect(reasonOf(secret(), 'Ready')).toEqual(['False', 'SecretSyncedError']);
    expect(JSON.stringify(secret().status)).toContain('password not found');
    cluster.needs.lostKeys.clear();
    cluster.run(20);
    expect(reasonOf(secret(), 'Ready')).toEqual(['True', 'SecretSynced']);
    const data = cluster.object('Secret', 'odoo-conf').data as {
      'odoo.conf': string;
    };
    expect(Buffer.from(data['odoo.conf'], 'base64').toString()).toBe(
      'pass = value%20of%20password',
    );
    cluster.store.delete({ group: '', kind: 'Secret' }, 'default', 'odoo-conf');
    cluster.run(1);
    expect(cluster.object('Secret', 'odoo-conf')).toBeDefined();
    const refreshed = secret().status?.refreshTime;
    cluster.run(3700);
    expect(secret().status?.refreshTime).not.toBe(refreshed);
  });
});

describe('KEDA', () => {
  it('scales to zero outside of office hours, in their time zone', () => {
    const cluster = createTestCluster();
    cluster.store.create(deployment('web'));
    cluster.store.create(
      object('keda.sh/v1alpha1', 'ScaledObject', 'web', {
        scaleTargetRef: { name: 'web' },
        minReplicaCount: 0,
        maxReplicaCount: 2,
        cooldownPeriod: 300,
        triggers: [
          {
            type: 'cron',
            metadata: {
              timezone: 'Asia/Tokyo',
              start: '0 7 * * 1-5',
              end: '0 19 * * 1-5',
              desiredReplicas: '2',
            },
          },
        ],
      }),
    );
    const active = () =>
      reasonOf(cluster.object('ScaledObject', 'web', 'keda.sh'), 'Active');
    // Monday 17:00 in Tokyo.
    cluster.run(60);
    expect(active()).toEqual(['True', 'ScalerActive']);
    expect(cluster.pods()).toHaveLength(2);
    // 19:02: the window is closed, the cooldown is not over.
    cluster.run(2 * 3600 + 60);
    expect(active()).toEqual(['False', 'ScalerNotActive']);
    expect(cluster.pods()).toHaveLength(2);
    cluster.run(300);
    expect(cluster.pods()).toHaveLength(0);
    cluster.run(12 * 3600);
    expect(cluster.pods()).toHaveLength(2);
  });
});
