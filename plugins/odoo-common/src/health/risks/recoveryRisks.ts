import { GOOD_FROM } from '../../recovery/bands';
import { Risk } from '../verdict';
import { RiskFacts } from './RiskFacts';
import { Threshold, severityAt } from './threshold';

const RESTORE_TEST: Threshold = { warningDays: 14, criticalDays: 0 };

/** What would make a loss worse than it need be: readiness below its target, a restore test that is due. */
export function recoveryRisks(
  { recovery, owner }: RiskFacts,
  now: Date,
): Risk[] {
  if (!recovery || recovery.band === 'not-applicable') return [];
  const { band, score, weakestLink, testDueAt } = recovery;
  const risks: Risk[] = [];
  if (band !== 'good') {
    risks.push({
      kind: 'recovery',
      severity: band === 'poor' ? 'critical' : 'warning',
      // Every day until it is mended: nothing says when the loss will come.
      due: `${now.toISOString().slice(0, 10)}T00:00:00.000Z`,
      summary:
        band === 'unknown'
          ? 'Whether it can be restored is not known'
          : `Recovery readiness is ${Math.round(
              score ?? 0,
            )} of 100, below ${GOOD_FROM}: ${weakestLink}`,
      owner,
      action: { title: 'Regain the points that its Recovery tab names' },
    });
  }
  const severity = testDueAt && severityAt(testDueAt, RESTORE_TEST, now);
  if (testDueAt && severity) {
    const day = testDueAt.slice(0, 10);
    risks.push({
      kind: 'restore-test',
      severity,
      due: testDueAt,
      summary:
        severity === 'critical'
          ? `A restore test has been due since ${day}`
          : `A restore test is due on ${day}`,
      owner,
      action: { title: 'Run a restore test', template: 'odoo-restore-test' },
    });
  }
  return risks;
}
