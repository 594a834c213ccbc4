import { z } from 'zod';

/**
 * Constants of the sizing rules. Sources: Odoo's deployment documentation (6 users a worker,
 * 2 * CPU + 1 workers, memory mix); the shares are calibration and meant to be changed.
 */
export const sizingSchema = z.strictObject({
  activeShare: z.number().min(0.01).max(1).default(0.25),
  usersPerWorker: z.number().min(1).default(6),
  peaks: z
    .strictObject({
      base: z.number().default(1.0),
      monthEnd: z.number().default(1.6),
      tender: z.number().default(1.4),
      payroll: z.number().default(1.3),
    })
    .prefault({}),
  /** Head room of the maximum number of web pods over the month-end peak. */
  surge: z.number().min(1).default(1.25),
  workerMemoryMiB: z.int().default(325),
  podOverheadMiB: z.int().default(300),
  softLimitMiB: z.int().default(1024),
  lightWorkerMiB: z.int().default(150),
  /** Share of `max_connections` that a plan may use. */
  connectionShare: z.number().min(0.1).max(1).default(0.7),
  maxConnections: z.int().default(400),
  reservedConnections: z.int().default(15),
  /** Size of a database server; calibrated like the rest. */
  database: z
    .strictObject({
      workersPerCpu: z.number().positive().default(5),
      minimumCpu: z.number().positive().default(2),
      minimumMemoryGiB: z.number().positive().default(8),
      memoryGiBPerCpu: z.number().positive().default(4),
      /** Memory for each GiB of data: the part that should stay cached. */
      memoryPerDataGiB: z.number().min(0).default(0.35),
      /** Volume size over the planned data: growth, WAL and bloat. */
      storageFactor: z.number().min(1).default(3.6),
    })
    .prefault({}),
  /** Size of a compressed base backup over the size of the data. */
  backupRatio: z.number().positive().default(0.4),
  /** WAL written a day, compressed, over the size of the data. */
  walRatioPerDay: z.number().min(0).default(0.05),
  /** Speed at which a base backup comes back, for the restore estimate. */
  restoreGiBPerHour: z.number().positive().default(200),
  /** Fixed part of a restore: provisioning, replay of WAL, checks. */
  restoreFixedMinutes: z.number().default(20),
});
export type Sizing = z.infer<typeof sizingSchema>;

/** Prices a month in `currency`; the defaults are estimates to be replaced by the company's own. */
export const pricesSchema = z.strictObject({
  currency: z.string().length(3).default('EUR'),
  vCpu: z.number().min(0).default(24),
  memoryGiB: z.number().min(0).default(3.2),
  databaseStorageGiB: z.number().min(0).default(0.12),
  fileStorageGiB: z.number().min(0).default(0.02),
  backupStorageGiB: z
    .strictObject({
      'RA-GZRS': z.number().default(0.055),
      ZRS: z.number().default(0.028),
      LRS: z.number().default(0.02),
    })
    .prefault({}),
  certificateAndIngress: z.number().min(0).default(6),
  /** Azure Database for PostgreSQL Flexible Server. */
  flexibleServer: z
    .strictObject({
      /** Its compute over the same CPU and memory of a node. */
      computeFactor: z.number().min(0).default(1.9),
      storageGiB: z.number().min(0).default(0.115),
      /** Of a geo-redundant copy; the local one is included. */
      geoBackupGiB: z.number().min(0).default(0.095),
    })
    .prefault({}),
});
export type Prices = z.infer<typeof pricesSchema>;
