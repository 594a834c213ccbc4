import { RenderContext } from '../../manifest/renderContext';
import { LIMIT_TIME_REAL } from '../../odoo/odooConf';

const MIGRATION_SECONDS = 2 * 3600;

/** Odoo waits for running requests, at most this long, when it stops. */
export const STOP_SECONDS = LIMIT_TIME_REAL + 60;

/**
 * After this a migration counts as failed; the planned end of the maintenance. With everybody stopped, that
 * takes its time as well, and so does the restore point: as long as reading it back is planned to take.
 */
export function migrationSeconds({ migration, plan }: RenderContext): number {
  if (migration !== 'stopped') return MIGRATION_SECONDS;
  return MIGRATION_SECONDS + STOP_SECONDS + 60 * plan.recovery.restoreMinutes;
}
