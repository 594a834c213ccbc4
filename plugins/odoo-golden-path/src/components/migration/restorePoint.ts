import { Manifest } from '../../manifest/manifest';
import { metadataOf } from '../../manifest/metadata';
import { OBJECT_NAMES } from '../../manifest/objectNames';
import { RenderContext } from '../../manifest/renderContext';
import { BARMAN_PLUGIN } from '../database/cluster';
import { flexibleObject } from '../database/flexibleServer';

const VERSION_CHARACTERS = 30;

/** The restore point that a migration waits for. */
export interface RestorePoint {
  manifest: Manifest;
  /** What the API calls its kind. */
  resource: string;
}

/**
 * A backup of the database taken for this step, before anything is migrated. The number in its name makes it
 * new for every step: after a roll-back and another attempt, the old one must not pass for it.
 *
 * What is written between it and the standstill is in the WAL, after that nobody writes. Of a shared server it
 * is a backup of the whole: one environment comes back from a copy beside it.
 */
export function restorePointOf(
  context: RenderContext,
): RestorePoint | undefined {
  const { upgrade, tier, migration, database } = context;
  if (migration !== 'stopped' || !upgrade || !tier.backupSchedule) {
    return undefined;
  }
  // The way back from a new series is the source, which is kept.
  if (upgrade.step?.class === 'series') return undefined;
  const inServer = { ...context, namespace: database.namespace };
  const name = restorePointName(context, upgrade.schema);
  if (database.kind === 'flexible-server') {
    return {
      resource: 'flexibleserversbackups',
      manifest: flexibleObject(inServer, {
        kind: 'FlexibleServersBackup',
        name,
        holdsData: true,
        spec: {},
      }),
    };
  }
  return {
    resource: 'backups',
    manifest: {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Backup',
      metadata: metadataOf(inServer, {
        name,
        component: 'database',
        wave: 'migration',
        holdsData: true,
      }),
      spec: {
        cluster: { name: OBJECT_NAMES.database },
        method: 'plugin',
        pluginConfiguration: { name: BARMAN_PLUGIN },
      },
    },
  };
}

/** On a shared server the restore points of all its environments lie side by side. */
function restorePointName(
  { name, release, database }: RenderContext,
  schema: number,
): string {
  const version = release.metadata.name
    .slice(0, VERSION_CHARACTERS)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
  return [...(database.server ? [name] : []), 'pre', version, schema].join('-');
}
