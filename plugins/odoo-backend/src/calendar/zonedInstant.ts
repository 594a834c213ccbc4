import { DateTime } from 'luxon';

/** A time as clocks on the wall show it. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/**
 * Between local times and moments, by the rules of RFC 5545, 3.3.5: a local time that occurs twice is the
 * first one; one that does not exist is read with the offset before the gap.
 */
export const zonedInstant = {
  fromLocal(local: LocalTime, zone: string): DateTime {
    const { year, month, day, hour, minute, second } = local;
    const found = DateTime.fromObject(
      { year, month, day, hour, minute, second },
      { zone },
    );
    return found
      .getPossibleOffsets()
      .reduce((first, other) => (other < first ? other : first), found);
  },
  toLocal(moment: Date, zone: string): LocalTime {
    const { year, month, day, hour, minute, second } = DateTime.fromJSDate(
      moment,
      { zone },
    );
    return { year, month, day, hour, minute, second };
  },
};
