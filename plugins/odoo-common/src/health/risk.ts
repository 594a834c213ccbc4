import { ProbeId } from '../probes/probes';
import { Observation } from './observation';
import { Risk } from './verdict';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days before the deadline at which a risk is a warning, and at which it is critical. */
const LEAD_DAYS: Partial<
  Record<ProbeId, { warning: number; critical: number }>
> = {
  'ingress.certificate': { warning: 21, critical: 7 },
  'secrets.synced': { warning: 30, critical: 7 },
};

/** The deadlines among the observations that are near, the nearest first. */
export function risksAhead(
  observations: readonly Observation[],
  now: Date,
): Risk[] {
  return observations
    .flatMap(({ probe, deadline, summary }): Risk[] => {
      const lead = LEAD_DAYS[probe];
      if (!lead || !deadline) return [];
      const days = (Date.parse(deadline) - now.getTime()) / DAY_MS;
      if (days >= lead.warning) return [];
      const severity = days < lead.critical ? 'critical' : 'warning';
      return [{ probe, severity, due: deadline, summary }];
    })
    .sort((a, b) => a.due.localeCompare(b.due));
}
