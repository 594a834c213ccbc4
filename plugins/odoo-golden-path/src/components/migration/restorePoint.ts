import { Manifest } from '../../manifest/manifest';
import { metadataOf } from '../../manifest/metadata';
import { OBJECT_NAMES } from '../../manifest/objectNames';
import { RenderContext } from '../../manifest/renderContext';
import { BARMAN_PLUGIN } from '../database';

/** The restore point that a migration waits for; where the API finds it. */
export interface RestorePoint {
  manifest: Manifest;
  /** API group and resource, for the Role and the path. */
  group: string;
  version: string;
  resource: string;
}

/**
 * A backup of the database taken for this step, before anything is migrated. The number in its name makes it
 * new for every step: after a roll-back and another attempt, the old one must not pass for it.
 *
 * A base backup alone: WAL leads from it to the moment of standstill, after which nobody writes.
 */
export function restorePointOf(
  context: RenderContext,
): RestorePoint | undefined {
  const { upgrade, release, tier, migration } = context;
  if (migration !== 'stopped' || !upgrade || !tier.backupSchedule) {
    return undefined;
  }
  const version = release.metadata.name.replace(/[^a-z0-9]+/g, '-');
  return {
    group: 'postgresql.cnpg.io',
    version: 'v1',
    resource: 'backups',
    manifest: {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Backup',
      metadata: metadataOf(context, {
        name: `pre-${version.replace(/-$/, '')}-${upgrade.schema}`,
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
