import { z } from 'zod';

/**
 * The parts of Azure Resource Manager's answers that are read:
 * https://learn.microsoft.com/rest/api/postgresql/flexibleserver
 */
export const POSTGRESQL_API_VERSION = '2025-08-01';

/** RFC 3339 with up to microseconds, as a moment of ours; null where nothing is said. */
const moment = z.iso
  .datetime({ offset: true })
  .nullish()
  .transform(text => (text ? new Date(text).toISOString() : null));

export const serverSchema = z.object({
  name: z.string(),
  location: z.string(),
  properties: z.object({
    state: z.string().nullish(),
    backup: z
      .object({
        backupRetentionDays: z.int().nullish(),
        earliestRestoreDate: moment,
        geoRedundantBackup: z.string().nullish(),
      })
      .nullish(),
  }),
});
export type FlexibleServer = z.output<typeof serverSchema>;

export const backupSchema = z.object({
  name: z.string(),
  properties: z.object({
    backupType: z.string().nullish(),
    completedTime: moment,
  }),
});
export type ServiceBackup = z.output<typeof backupSchema>;

export const longTermSchema = z.object({
  name: z.string(),
  properties: z.object({
    status: z.string().nullish(),
    startTime: moment,
    endTime: moment,
    datasourceSizeInBytes: z.number().nullish(),
    errorMessage: z.string().nullish(),
  }),
});
export type LongTermBackup = z.output<typeof longTermSchema>;
