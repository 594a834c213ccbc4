const DAY_MS = 24 * 3600 * 1000;
const FIRST_DAY_OF_END = 28;
const LAST_DAY_OF_END = 3;

/** A month end is compared with none but month ends: so much of a business happens then, and is left for after it. */
export type BusinessPhase = 'month end' | 'ordinary';

/** Of the 24 hours before a moment, by the calendar of UTC. */
export function phaseOf(at: Date): BusinessPhase {
  const days = [at, new Date(at.getTime() - DAY_MS)];
  return days.some(day => {
    const date = day.getUTCDate();
    return date >= FIRST_DAY_OF_END || date <= LAST_DAY_OF_END;
  })
    ? 'month end'
    : 'ordinary';
}
