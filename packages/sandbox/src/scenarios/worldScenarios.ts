import { join } from 'node:path';
import type { GroupBackups } from '../backups';
import type { World } from '../world';
import { backupStopped } from './backupStopped';
import { brokenWal } from './brokenWal';
import { regionOutage, type RegionalService } from './regionOutage';
import type { Scenario } from './scenario';

/** The scenarios of a world; a new one is one more line. */
export function worldScenarios(
  { scenarios }: World,
  backups: GroupBackups,
  clusters: readonly RegionalService[],
  folder: string,
): Scenario[] {
  const { environment: broken } = scenarios['broken-wal'];
  const { environment: stopped } = scenarios['backup-stopped'];
  const { region } = scenarios['region-outage'];
  return [
    brokenWal(backups, broken, join(folder, 'broken-wal')),
    backupStopped(backups, stopped),
    regionOutage(backups, clusters, region),
  ];
}
