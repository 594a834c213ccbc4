import { RenderContext } from '../../manifest/renderContext';
import { LIMIT_TIME_REAL } from '../../odoo/odooConf';

const MIGRATION_SECONDS = 2 * 3600;
/** Every record of every module is gone through. */
const SERIES_SECONDS = 12 * 3600;

/** Odoo waits for running requests, at most this long, when it stops. */
export const STOP_SECONDS = LIMIT_TIME_REAL + 60;

/**
 * After this a migration counts as failed; the planned end of the maintenance. With everybody stopped, that
 * takes its time as well, and so does the restore point: as long as reading it back is planned to take. A copy is
 * read back first of all.
 */
export function migrationSeconds({
  migration,
  plan,
  copy,
  upgrade,
}: RenderContext): number {
  const restoring = 60 * plan.recovery.restoreMinutes;
  if (upgrade?.step?.class === 'series') {
    return SERIES_SECONDS + STOP_SECONDS + restoring;
  }
  if (migration !== 'stopped')
    return MIGRATION_SECONDS + (copy ? restoring : 0);
  return MIGRATION_SECONDS + STOP_SECONDS + restoring;
}
