const WEEK_MS = 7 * 24 * 3600 * 1000;

export interface Moment {
  at: Date;
  /** 0 is now. */
  weeksAgo: number;
}

/** Now, and the same weekday and time (UTC) of so many weeks before. */
export const momentsOf = (now: Date, weeks: number): Moment[] =>
  Array.from({ length: weeks + 1 }, (_, weeksAgo) => ({
    weeksAgo,
    at: new Date(now.getTime() - weeksAgo * WEEK_MS),
  }));
