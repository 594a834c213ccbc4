import { MIGRATION_POD } from '../plan/sizing';
import { RestoreTestContext } from './restoreTestContext';

const MIB_PER_GIB = 1024;
/** Head room over the planned data, and days of WAL that may have to be replayed. */
const GROWTH = 1.25;
const WAL_DAYS = 3;
const FIXED_GIB = 10;
const FIXED_SECONDS = 3600;

/** Half a database instance: it serves one reader, but has to replay WAL as fast. */
export function restoreSize({ plan: { database } }: RestoreTestContext) {
  return {
    cpu: Math.max(1, database.cpu / 2),
    memoryMiB: Math.max(2, database.memoryGiB / 2) * MIB_PER_GIB,
  };
}

export const ODOO_SIZE = MIGRATION_POD;

export function podRequests(context: RestoreTestContext) {
  const restore = restoreSize(context);
  return {
    cpu: restore.cpu + ODOO_SIZE.cpu,
    memoryMiB: restore.memoryMiB + ODOO_SIZE.memoryRequestMiB,
  };
}

/** Room for the database and the WAL after the base backup, both unpacked. */
export function workVolumeGiB({ spec, platform }: RestoreTestContext): number {
  const { walRatioPerDay, backupRatio } = platform.sizing;
  // Both ratios are of compressed bytes: their quotient is WAL a day over the data, unpacked.
  const wal = (walRatioPerDay / backupRatio) * WAL_DAYS;
  return Math.ceil(spec.data.databaseGiB * (GROWTH + wal) + FIXED_GIB);
}

/** The limit of the Job: late enough that a restore three times slower than estimated is still measured. */
export const restoreTestSeconds = ({
  plan,
}: Pick<RestoreTestContext, 'plan'>): number =>
  FIXED_SECONDS + 3 * 60 * plan.recovery.restoreMinutes;
