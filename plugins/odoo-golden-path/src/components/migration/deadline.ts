import { RenderContext } from '../../manifest/renderContext';
import { FILESTORE_SECONDS } from '../copy/objectNames';
import { LIMIT_TIME_REAL } from '../../odoo/odooConf';

const MIGRATION_SECONDS = 2 * 3600;
/** Every record of every module is gone through. */
const SERIES_SECONDS = 12 * 3600;

/** Odoo waits for running requests, at most this long, when it stops. */
export const STOP_SECONDS = LIMIT_TIME_REAL + 60;

/**
 * After this a migration counts as failed; the planned end of the maintenance. With everybody stopped, that
 * takes its time as well, and so does the restore point: as long as reading it back is planned to take. A copy is
 * read back first of all, and its files are waited for; none that was promoted since waits for them again.
 */
export function migrationSeconds({
  migration,
  plan,
  copy,
  upgrade,
}: RenderContext): number {
  const restoring = 60 * plan.recovery.restoreMinutes;
  const series = upgrade?.step?.class === 'series';
  const arriving =
    copy && (series || !upgrade?.step) ? restoring + FILESTORE_SECONDS : 0;
  const stopping = migration === 'stopped' ? STOP_SECONDS + restoring : 0;
  return (series ? SERIES_SECONDS : MIGRATION_SECONDS) + stopping + arriving;
}
