import { Cron } from 'croner';
import {
  controlledBy,
  KINDS,
  Resources,
  stamp,
  watchOwn,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';
import { timestamp } from '../../kubernetes/store/prepare';
import type { DatabaseCluster, ScheduledBackup } from './shapes';

/** Starts base backups by a six-field schedule (seconds first, UTC). */
export class ScheduledBackupController implements Controller {
  readonly name = 'cloudnativepg-scheduledbackup';
  readonly watches = [watchOwn(KINDS.scheduledBackup)];
  readonly #schedules: Resources<ScheduledBackup>;
  readonly #clusters: Resources<DatabaseCluster>;

  constructor(private readonly context: ControllerContext) {
    this.#schedules = new Resources(context.store, KINDS.scheduledBackup);
    this.#clusters = new Resources(context.store, KINDS.databaseCluster);
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const scheduled = this.#schedules.get(namespace, name);
    if (!scheduled || scheduled.spec.suspend) return undefined;
    const now = this.context.clock.now();
    const left =
      Date.parse(scheduled.status?.nextScheduleTime ?? '') - now.getTime();
    if (left > 0) return { after: left };
    const chance = this.context.outside.backups.nextChance(now).getTime();
    if (chance > now.getTime()) return { after: chance - now.getTime() };
    const cron = new Cron(scheduled.spec.schedule, { timezone: 'Etc/UTC' });
    const next = cron.nextRun(now);
    const { status = {}, spec } = scheduled;
    const planned = status.nextScheduleTime;
    const due = planned
      ? Date.parse(planned) <= now.getTime()
      : spec.immediate === true;
    if (due) this.#start(scheduled, now);
    this.#schedules.setStatus(scheduled, {
      lastCheckTime:
        due || !planned ? stamp(this.context) : status.lastCheckTime,
      lastScheduleTime: due ? stamp(this.context) : status.lastScheduleTime,
      nextScheduleTime: next ? timestamp(next) : undefined,
    });
    return next ? { after: next.getTime() - now.getTime() } : undefined;
  }

  #start(scheduled: ScheduledBackup, now: Date): void {
    const { metadata, spec } = scheduled;
    const cluster = this.#clusters.get(metadata.namespace, spec.cluster.name);
    const owner = { self: scheduled, cluster, none: undefined }[
      spec.backupOwnerReference ?? 'none'
    ];
    const time = timestamp(now).replace(/[-:TZ]/g, '');
    const name = `${metadata.name}-${time}`;
    if (this.context.store.stored(KINDS.backup, metadata.namespace, name)) {
      return;
    }
    this.context.store.create({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Backup',
      metadata: {
        name,
        namespace: metadata.namespace,
        labels: {
          ...cluster?.spec.inheritedMetadata?.labels,
          'cnpg.io/cluster': spec.cluster.name,
          'cnpg.io/scheduled-backup': metadata.name,
          'cnpg.io/immediateBackup': String(
            !scheduled.status?.lastScheduleTime,
          ),
        },
        ...(owner ? { ownerReferences: [controlledBy(owner)] } : {}),
      },
      spec: {
        cluster: spec.cluster,
        method: spec.method,
        pluginConfiguration: spec.pluginConfiguration,
      },
    });
  }
}
