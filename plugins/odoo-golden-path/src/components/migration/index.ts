import { Manifest } from '../../manifest/manifest';
import { RenderContext } from '../../manifest/renderContext';
import { migrationAccess } from './access';
import { migrationJob } from './job';
import { maintenanceService } from './maintenancePage';
import { restorePointOf } from './restorePoint';

/**
 * How the database comes to the release. Pods roll when a step changes no module; its Job has something to do only
 * for a database that never got its number, which pods would await for ever. A roll-back renders none: older code
 * never runs a migration.
 *
 * A step that changes modules renders, beside the Job, what stops everybody first: the Deployments replace
 * their pods instead of rolling, so the old ones go before the new ones come, and the new ones wait for the
 * schema. The Job waits for that standstill and for the restore point. No order of applying is relied on.
 */
export function migrationComponent(context: RenderContext): Manifest[] {
  if (context.upgrade?.step?.class === 'roll-back') return [];
  const point = restorePointOf(context);
  const job = migrationJob(context, point);
  if (context.migration !== 'stopped') return [job];
  return [
    ...migrationAccess(context, point),
    ...(point ? [point.manifest] : []),
    maintenanceService(context),
    job,
  ];
}
