import {
  KINDS,
  parseDuration,
  Resources,
  SECOND,
  stamp,
  watchOwn,
  watchMapped,
  withCondition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';
import { PHASES } from './clusterStatus';
import {
  objectStoreOf,
  type Backup,
  type DatabaseCluster,
  type ObjectStoreResource,
} from './shapes';

/** How long a base backup takes in the sandbox. */
const DURATION = 8 * SECOND;
const RETRY = 5 * SECOND;

/** Takes base backups and keeps the recovery window and retention of the object store. */
export class BackupController implements Controller {
  readonly name = 'cloudnativepg-backup';
  readonly watches;
  readonly #backups: Resources<Backup>;
  readonly #clusters: Resources<DatabaseCluster>;
  readonly #stores: Resources<ObjectStoreResource>;

  constructor(private readonly context: ControllerContext) {
    const { store } = context;
    this.#backups = new Resources(store, KINDS.backup);
    this.#clusters = new Resources(store, KINDS.databaseCluster);
    this.#stores = new Resources(store, KINDS.objectStore);
    this.watches = [
      watchOwn(KINDS.backup),
      watchMapped(KINDS.databaseCluster, ({ metadata }) =>
        this.#backups
          .list(metadata.namespace)
          .filter(backup => backup.status?.phase === 'pending')
          .map(backup => ({
            namespace: metadata.namespace,
            name: backup.metadata.name,
          })),
      ),
    ];
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const backup = this.#backups.get(namespace, name);
    if (!backup) return undefined;
    const { status = {} } = backup;
    if (status.phase === 'completed' || status.phase === 'failed') {
      return undefined;
    }
    const cluster = this.#clusters.get(namespace, backup.spec.cluster.name);
    if (!cluster?.status?.currentPrimary) {
      this.#backups.setStatus(backup, { phase: 'pending' });
      return { after: RETRY };
    }
    const store = objectStoreOf(cluster);
    if (!store) return this.#fail(backup);
    if (!status.startedAt) return this.#start(backup, cluster, store);
    const end = Date.parse(status.startedAt) + DURATION;
    const left = end - this.context.clock.now().getTime();
    if (left > 0) return { after: left };
    // A backup that runs while its cluster is away waits for it to come back.
    if (cluster.status.phase !== PHASES.healthy) return { after: RETRY };
    this.#complete(backup, cluster, store);
    return undefined;
  }

  #fail(backup: Backup): undefined {
    const error =
      'cannot proceed with the backup as the cluster has no backup section';
    this.#backups.setStatus(backup, { phase: 'failed', error });
  }

  #start(backup: Backup, cluster: DatabaseCluster, store: string): Requeue {
    const { name } = cluster.metadata;
    const at = stamp(this.context);
    this.#backups.setStatus(backup, {
      phase: 'running',
      method: backup.spec.method,
      serverName: name,
      instanceID: {
        podName: cluster.status?.instanceNames
          ? `${name}-${cluster.spec.instances}`
          : cluster.status?.currentPrimary,
      },
      pluginMetadata: { objectStore: store },
      startedAt: at,
    });
    return { after: DURATION };
  }

  #complete(backup: Backup, cluster: DatabaseCluster, store: string): void {
    const at = stamp(this.context);
    const startedAt = backup.status?.startedAt ?? at;
    const id = startedAt.replace(/[-:Z]/g, '');
    this.#backups.setStatus(backup, {
      ...backup.status,
      phase: 'completed',
      backupId: id,
      backupName: `backup-${id.replace('T', '')}`,
      stoppedAt: at,
      online: true,
    });
    const condition = {
      type: 'LastBackupSucceeded',
      status: 'True',
      reason: 'LastBackupSucceeded',
      message: 'Backup was successful',
    } as const;
    this.#clusters.setStatus(cluster, {
      ...cluster.status,
      conditions: withCondition(cluster.status?.conditions, condition, at),
    });
    this.#keepRetention(cluster, store, at);
  }

  /** Deletes what is older than the retention policy; the window begins with the oldest left. */
  #keepRetention(cluster: DatabaseCluster, name: string, at: string): void {
    const { namespace } = cluster.metadata;
    const store = this.#stores.get(namespace, name);
    if (!store) return;
    const retention = parseDuration(store.spec.retentionPolicy, Infinity);
    const oldest = this.context.clock.now().getTime() - retention;
    const completed = this.#backups
      .list(namespace, { 'cnpg.io/cluster': cluster.metadata.name })
      .filter(({ status }) => status?.phase === 'completed');
    const [expired, kept] = [true, false].map(old =>
      completed.filter(
        ({ status }) => Date.parse(status?.stoppedAt ?? at) < oldest === old,
      ),
    );
    for (const backup of expired) {
      this.#backups.delete(namespace, backup.metadata.name);
    }
    const first = kept.map(({ status }) => status?.stoppedAt ?? at).sort()[0];
    this.#stores.setStatus(store, {
      ...store.status,
      serverRecoveryWindow: {
        ...store.status?.serverRecoveryWindow,
        [cluster.metadata.name]: {
          firstRecoverabilityPoint: first,
          lastSuccessfulBackupTime: at,
        },
      },
    });
  }
}
