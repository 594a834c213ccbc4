import { PullRequestCheck } from '@plumbline/plugin-odoo-common';

type Outcome = PullRequestCheck['outcome'];

/** Of several reports on one check the worst counts; without any it has not reported yet. */
export function worstOf(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('failed')) return 'failed';
  return outcomes.length === 0 || outcomes.includes('pending')
    ? 'pending'
    : 'passed';
}
