import {
  KINDS,
  parseDuration,
  Resources,
  SECOND,
  stamp,
  watchOwn,
  watchMapped,
  withCondition,
  type Condition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';
import type { BaseBackupRun } from '../baseBackups';
import { timestamp } from '../../kubernetes/store/prepare';
import { archivedServer } from './archivedServer';
import { PHASES } from './clusterStatus';
import {
  objectStoreOf,
  type Backup,
  type DatabaseCluster,
  type ObjectStoreResource,
} from './shapes';

/** How often a running backup is looked after. */
const LOOK = 2 * SECOND;
const RETRY = 5 * SECOND;

/** Has base backups taken, and keeps the recovery window and retention of the object store. */
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
    if (!status.startedAt) this.#start(backup, cluster, store);
    // A backup that runs while its cluster is away waits for it to come back.
    if (cluster.status.phase !== PHASES.healthy) return { after: RETRY };
    const server = archivedServer(cluster);
    const { backups } = this.context.outside;
    const run = backups.run(server, name, this.context.clock.now());
    if (run.state === 'running') return { after: LOOK };
    this.#finish(backup, cluster, run);
    this.#keepRetention(cluster, store);
    return undefined;
  }

  #fail(backup: Backup): undefined {
    const error =
      'cannot proceed with the backup as the cluster has no backup section';
    this.#backups.setStatus(backup, { phase: 'failed', error });
  }

  #start(backup: Backup, cluster: DatabaseCluster, store: string): void {
    const { name } = cluster.metadata;
    backup.status = {
      phase: 'running',
      method: backup.spec.method,
      serverName: name,
      instanceID: {
        podName: cluster.status?.instanceNames
          ? `${name}-${cluster.spec.instances}`
          : cluster.status?.currentPrimary,
      },
      pluginMetadata: { objectStore: store },
      startedAt: stamp(this.context),
    };
    this.#backups.setStatus(backup, backup.status);
  }

  #finish(backup: Backup, cluster: DatabaseCluster, run: BaseBackupRun): void {
    const at = stamp(this.context);
    const { state, startedAt, stoppedAt, position, error } = run;
    const succeeded = state === 'completed';
    this.#backups.setStatus(backup, {
      ...backup.status,
      phase: state,
      startedAt: timestamp(startedAt),
      stoppedAt: stoppedAt && timestamp(stoppedAt),
      ...(succeeded
        ? {
            backupId: run.id,
            backupName: backup.metadata.name,
            online: true,
            beginWal: position?.beginSegment,
            endWal: position?.endSegment,
            beginLSN: position?.beginLsn,
            endLSN: position?.endLsn,
          }
        : { error }),
    });
    const condition: Condition = succeeded
      ? {
          type: 'LastBackupSucceeded',
          status: 'True',
          reason: 'LastBackupSucceeded',
          message: 'Backup was successful',
        }
      : {
          type: 'LastBackupSucceeded',
          status: 'False',
          reason: 'LastBackupFailed',
          message: error ?? 'Backup failed',
        };
    this.#clusters.setStatus(cluster, {
      ...cluster.status,
      conditions: withCondition(cluster.status?.conditions, condition, at),
    });
  }

  /**
   * Lets the tool delete what is older than the retention policy, and the records of it; the window is read
   * from the tool's catalogue, where a run counts as a backup when it has a start and an end.
   * Source: plugin-barman-cloud, internal/cnpgi/instance/retention.go; cnpg, pkg/catalog (isBackupDone).
   */
  #keepRetention(cluster: DatabaseCluster, storeName: string): void {
    const { namespace, name } = cluster.metadata;
    const store = this.#stores.get(namespace, storeName);
    if (!store) return;
    const server = archivedServer(cluster);
    const { backups } = this.context.outside;
    const now = this.context.clock.now();
    const retention = parseDuration(store.spec.retentionPolicy, Infinity);
    backups.expire(server, retention, now);
    const catalogue = backups.catalogue(server, now);
    const known = new Set(catalogue.map(({ id }) => id));
    const completed = this.#backups
      .list(namespace, { 'cnpg.io/cluster': name })
      .filter(({ status }) => status?.phase === 'completed');
    for (const { metadata, status } of completed) {
      if (known.has(String(status?.backupId))) continue;
      this.#backups.delete(namespace, metadata.name);
    }
    const ends = catalogue
      .flatMap(({ stoppedAt }) => (stoppedAt ? [timestamp(stoppedAt)] : []))
      .sort();
    const failed = catalogue.findLast(({ state }) => state === 'failed');
    this.#stores.setStatus(store, {
      ...store.status,
      serverRecoveryWindow: {
        ...store.status?.serverRecoveryWindow,
        [name]: {
          firstRecoverabilityPoint: ends[0],
          lastSuccessfulBackupTime: ends.at(-1),
          ...(failed?.stoppedAt && {
            lastFailedBackupTime: timestamp(failed.stoppedAt),
          }),
        },
      },
    });
  }
}
