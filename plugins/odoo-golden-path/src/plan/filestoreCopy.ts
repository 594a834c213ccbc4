import { Platform, TierPolicy } from '@plumbline/plugin-odoo-common';
import { Duration } from 'luxon';

/** The pod that copies; it is there for a part of the time only. */
export const FILESTORE_COPY_POD = {
  cpu: 0.1,
  memoryRequestMiB: 256,
  memoryLimitMiB: 512,
};

/** Restores the files of a copy; undefined: nothing can. */
export const filestoreRestoreImage = ({
  filestore: { restoreImage, copyImage },
}: Pick<Platform, 'filestore'>): string | undefined =>
  restoreImage ?? copyImage;

/** A file younger than this may still be being written: it is copied the next time. */
export const SETTLING_MINUTES = 1;
const HOUR = 60;

/** How the filestore of a tier gets into the backup store; undefined: not at all. */
export function filestoreCopyOf(platform: Platform, tier: TierPolicy) {
  const image = platform.filestore.copyImage;
  if (!image || !tier.backupSchedule) return undefined;
  const rpoMinutes = tier.rpo
    ? Duration.fromISO(tier.rpo).as('minutes')
    : undefined;
  const everyMinutes = intervalFor(rpoMinutes);
  return {
    image,
    everyMinutes,
    rpoMinutes,
    /** Age that a file can reach before it is copied: it just missed one run, and the next takes as long as it may. */
    lossMinutes: SETTLING_MINUTES + 2 * everyMinutes,
  };
}
export type FilestoreCopy = NonNullable<ReturnType<typeof filestoreCopyOf>>;

/** The longest that divides an hour and keeps the RPO, at most an hour. */
function intervalFor(rpoMinutes = Infinity): number {
  const longest = Math.max(1, (rpoMinutes - SETTLING_MINUTES) / 2);
  for (let minutes = HOUR; minutes > 1; minutes--) {
    if (HOUR % minutes === 0 && minutes <= longest) return minutes;
  }
  return 1;
}

/** Five-field cron. */
export const copySchedule = ({ everyMinutes }: FilestoreCopy): string =>
  everyMinutes === HOUR ? '0 * * * *' : `*/${everyMinutes} * * * *`;
