import { TierPolicy } from '@plumbline/plugin-odoo-common';
import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { ObjectContext } from '../manifest/objectContext';
import { RenderContext } from '../manifest/renderContext';
import { BARMAN_PLUGIN, hasOwnCluster } from './database';

export const backupScheduleComponent = (context: RenderContext): Manifest[] =>
  hasOwnCluster(context) ? baseBackups(context, context.tier) : [];

/**
 * Base backups by the tier's schedule (six fields, seconds first, UTC), the first at once. The schedule goes with
 * its manifest: one that stayed in a tier without backups would fail every night. Backups do not belong to it.
 */
export function baseBackups(
  context: ObjectContext,
  { backupSchedule: schedule }: Pick<TierPolicy, 'backupSchedule'>,
): Manifest[] {
  if (!schedule) return [];
  return [
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata: metadataOf(context, {
        name: OBJECT_NAMES.backupSchedule,
        component: 'database',
        wave: 'migration',
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
