import { Platform, TierPolicy } from '@plumbline/plugin-odoo-common';

/** The pod that makes a monthly archive; it is there for a part of one night a month. */
export const ARCHIVE_POD = {
  cpu: 0.5,
  memoryRequestMiB: 512,
  memoryLimitMiB: 1024,
};

/** How often a failed archive is tried again in the same night. Every try has a volume, until its Job is gone. */
export const ARCHIVE_RETRIES = 2;

/** Room over the expected size of a dump. */
const HEAD_ROOM = 1.5;
const FIXED_GIB = 5;

/** How monthly archives of an environment are made; undefined: not at all. */
export function archivesOf(
  platform: Platform,
  tier: TierPolicy,
  spec: { data: { databaseGiB: number } },
) {
  const image = platform.filestore.copyImage;
  if (!image || tier.monthlyArchives === 0) return undefined;
  return {
    image,
    months: tier.monthlyArchives,
    /** For the dump before it is uploaded. */
    volumeGiB: Math.ceil(
      spec.data.databaseGiB * platform.sizing.backupRatio * HEAD_ROOM +
        FIXED_GIB,
    ),
  };
}
export type Archives = NonNullable<ReturnType<typeof archivesOf>>;
