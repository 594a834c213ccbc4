import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { BARMAN_PLUGIN } from './database';

/** Base backups by the tier's schedule (six fields, seconds first, UTC), the first at once. */
export function backupScheduleComponent(context: RenderContext): Manifest[] {
  const schedule = context.tier.backupSchedule;
  if (!schedule) return [];
  return [
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata: metadataOf(context, {
        name: OBJECT_NAMES.backupSchedule,
        component: 'database',
        wave: 'migration',
        holdsData: true,
      }),
      spec: {
        schedule,
        immediate: true,
        cluster: { name: OBJECT_NAMES.database },
        method: 'plugin',
        pluginConfiguration: { name: BARMAN_PLUGIN },
        // The records of past backups outlive a replaced schedule.
        backupOwnerReference: 'cluster',
      },
    },
  ];
}
