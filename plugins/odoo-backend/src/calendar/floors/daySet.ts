import { civilDay, dayNumber } from '../civilDay';

/** Days as cron can name them: of the week (Monday is 0), or of the year (a leap one, 1 January is 0). */
export interface DaySet {
  of: 'week' | 'year';
  days: ReadonlySet<number>;
}

const LEAP_YEAR = dayNumber({ year: 2000, month: 1, day: 1 });
const DAYS_OF_YEAR = 366;
const WEEKS_OF_YEAR = 53;

const dayOfYear = (month: number, day: number) =>
  dayNumber({ year: 2000, month, day }) - LEAP_YEAR;
const LEAP_DAY = dayOfYear(2, 29);

/** Month and day of a day of the year. */
export const dateOf = (day: number) => civilDay(LEAP_YEAR + day);

/** The smaller of both sets that hold all these days; they are numbers of `civilDay`. */
export function daySetOf(numbers: Iterable<number>): DaySet {
  const week = new Set<number>();
  const year = new Set<number>();
  for (const number of numbers) {
    const { weekday, month, day } = civilDay(number);
    week.add(weekday);
    year.add(dayOfYear(month, day));
  }
  return week.size * WEEKS_OF_YEAR < year.size
    ? { of: 'week', days: week }
    : { of: 'year', days: year };
}

/** The days so many days later, by less than a year. What follows 28 February depends on the year: both are in the set. */
export function laterDays({ of, days }: DaySet, by: number): DaySet {
  const size = of === 'week' ? 7 : DAYS_OF_YEAR;
  const moved = [...days].flatMap(day => {
    const to = day + by;
    if (of === 'week' || !meetsLeapDay(day, to)) return [to];
    return by > 0 ? [to, to + 1] : [to, to - 1];
  });
  const within = moved.map(day => ((day % size) + size) % size);
  return { of, days: new Set(within) };
}

/** Whether 29 February may lie between the days of this year, the one before or the one after. */
function meetsLeapDay(from: number, to: number): boolean {
  return [-DAYS_OF_YEAR, 0, DAYS_OF_YEAR].some(year => {
    const leapDay = LEAP_DAY + year;
    return to > from
      ? from < leapDay && to >= leapDay
      : from > leapDay && to <= leapDay;
  });
}

export const unionOf = (a: DaySet, b: DaySet): DaySet => ({
  of: a.of,
  days: new Set([...a.days, ...b.days]),
});
