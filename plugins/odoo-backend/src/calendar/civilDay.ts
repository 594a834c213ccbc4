const DAY_MS = 24 * 3600 * 1000;

/** A day of the calendar, in no zone. */
export interface CivilDay {
  /** Days since 1 January 1970. */
  number: number;
  year: number;
  month: number;
  day: number;
  /** Monday is 0. */
  weekday: number;
  daysInMonth: number;
}

export const dayNumber = ({
  year,
  month,
  day,
}: Pick<CivilDay, 'year' | 'month' | 'day'>): number =>
  Date.UTC(year, month - 1, day) / DAY_MS;

export function civilDay(number: number): CivilDay {
  const date = new Date(number * DAY_MS);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + 1;
  return {
    number,
    year,
    month,
    day: date.getUTCDate(),
    weekday: (date.getUTCDay() + 6) % 7,
    daysInMonth: new Date(Date.UTC(year, month, 0)).getUTCDate(),
  };
}
