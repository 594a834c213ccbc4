import { Risk } from '../verdict';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days before the moment at which a risk is a warning, and at which it is critical. */
export interface Threshold {
  warningDays: number;
  criticalDays: number;
}

/** Absent: the moment is too far away to speak of. */
export function severityAt(
  due: string,
  { warningDays, criticalDays }: Threshold,
  now: Date,
): Risk['severity'] | undefined {
  const days = (Date.parse(due) - now.getTime()) / DAY_MS;
  if (days >= warningDays) return undefined;
  return days < criticalDays ? 'critical' : 'warning';
}
