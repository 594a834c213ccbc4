import { ProbeId } from '../probes/probes';
import { Observation } from './observation';
import { Risk } from './verdict';

const DAY_MS = 24 * 60 * 60 * 1000;

interface Deadline extends Pick<Risk, 'kind' | 'action'> {
  /** Days before the deadline at which the risk is a warning, and at which it is critical. */
  warningDays: number;
  criticalDays: number;
}

const DEADLINES: Partial<Record<ProbeId, Deadline>> = {
  'ingress.certificate': {
    kind: 'certificate',
    warningDays: 21,
    criticalDays: 7,
    action: { title: 'Find out why it is not renewed' },
  },
  'secrets.synced': {
    kind: 'secret',
    warningDays: 30,
    criticalDays: 7,
    action: { title: 'Renew it in the vault' },
  },
};

/** The deadlines among the observations that are near, the nearest first. */
export function risksAhead(
  observations: readonly Observation[],
  owner: string,
  now: Date,
): Risk[] {
  return observations
    .flatMap(({ probe, deadline, summary }): Risk[] => {
      const known = DEADLINES[probe];
      if (!known || !deadline) return [];
      const { kind, action, warningDays, criticalDays } = known;
      const days = (Date.parse(deadline) - now.getTime()) / DAY_MS;
      if (days >= warningDays) return [];
      const severity = days < criticalDays ? 'critical' : 'warning';
      return [{ kind, probe, severity, due: deadline, summary, owner, action }];
    })
    .sort((a, b) => a.due.localeCompare(b.due));
}
