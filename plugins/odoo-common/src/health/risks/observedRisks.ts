import { ProbeId } from '../../probes/probes';
import { Observation } from '../observation';
import { Risk } from '../verdict';
import { RiskFacts } from './RiskFacts';
import { Threshold, severityAt } from './threshold';

interface Deadline extends Threshold, Pick<Risk, 'kind' | 'action'> {
  /** Nobody but the platform team can act. */
  platform?: true;
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
  'cluster.version': {
    kind: 'cluster-support',
    warningDays: 90,
    criticalDays: 30,
    action: { title: 'Upgrade the cluster' },
    platform: true,
  },
};

/** Deadlines that collectors tell with what they observe, such as the end of a certificate. */
export function observedRisks(
  observations: readonly Observation[],
  { owner, platformTeam }: RiskFacts,
  now: Date,
): Risk[] {
  return observations.flatMap(({ probe, deadline, summary }): Risk[] => {
    const known = DEADLINES[probe];
    if (!known || !deadline) return [];
    const severity = severityAt(deadline, known, now);
    if (!severity) return [];
    const { kind, action, platform } = known;
    return [
      {
        kind,
        probe,
        severity,
        due: deadline,
        summary,
        owner: platform ? platformTeam : owner,
        action,
      },
    ];
  });
}
