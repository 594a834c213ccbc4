import { judgeVolumeClaim } from '../objects';
import { forHowLong } from '../words';
import { Finding, worstOf } from './Finding';
import { Probe, Subject, planned, reference } from './Subject';

export const volumeBound: Probe = {
  id: 'volume.bound',
  needs: ({ volumes }) => (volumes.length > 0 ? ['volumeClaims'] : []),
  assess(subject) {
    const names = subject.expectation.volumes;
    const findings = names.map(name => assess(subject, name));
    const deciding = worstOf(findings, 'volumes');
    if (!deciding) {
      return { status: 'not-applicable', summary: 'No volume is planned' };
    }
    return {
      ...deciding,
      value: findings.filter(({ status }) => status === 'ok').length,
      unit: 'volumes',
      threshold: `${names.length} bound`,
    };
  },
};

function assess(subject: Subject, name: string): Finding {
  const found = planned(subject, 'volumeClaims', name);
  if ('finding' in found) return found.finding;
  const { namespace } = found.record;
  const { status, reason, since } = judgeVolumeClaim(found.record, subject.now);
  return {
    status,
    since,
    object: reference('volumeClaims', namespace, name),
    summary: `Volume ${name} ${reason}${forHowLong(since, subject.now)}`,
  };
}
