import {
  LOSS_SCENARIOS,
  RecoveryAssessment,
  RecoverySummary,
  SignedRestoreTest,
  recoveryBandOf,
} from '@plumbline/plugin-odoo-common';
import { RecoveryAssessmentRow } from '../store';

/** Of an environment that nobody has judged: unknown, whatever its tier. */
export function initialRow(environment: string): RecoveryAssessmentRow {
  return {
    environment,
    band: 'unknown',
    score: 0,
    rpo_seconds: null,
    rto_seconds: null,
    last_test_at: null,
    test_due_at: null,
    weakest_link: '',
    reassess_at: '',
    last_test: null,
    document: '{}',
  };
}

export function recoveryRow(
  environment: string,
  assessment: RecoveryAssessment,
  [newest]: readonly SignedRestoreTest[],
): RecoveryAssessmentRow {
  const lastTest = newest && lastTestOf(newest);
  return {
    environment,
    band: recoveryBandOf(assessment),
    score: assessment.score,
    rpo_seconds: worstLoss(assessment),
    rto_seconds: assessment.rto.seconds,
    last_test_at: lastTest?.finishedAt ?? null,
    test_due_at: assessment.testDueAt,
    weakest_link: assessment.weakestLink,
    reassess_at: assessment.reassessAt,
    last_test: lastTest ? JSON.stringify(lastTest) : null,
    document: JSON.stringify(assessment),
  };
}

/** The most that would be lost in a demanded scenario; null as soon as one of them has no number. */
function worstLoss({ rpo }: RecoveryAssessment): number | null {
  const demanded = LOSS_SCENARIOS.map(scenario => rpo[scenario]).filter(
    ({ state }) => state !== 'not-demanded',
  );
  const seconds = demanded.flatMap(objective => objective.seconds ?? []);
  return seconds.length === demanded.length && seconds.length > 0
    ? Math.max(...seconds)
    : null;
}

function lastTestOf({
  result,
  proof,
}: SignedRestoreTest): NonNullable<RecoverySummary['lastTest']> {
  const { startedAt, finishedAt, outcome } = result;
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return { finishedAt, outcome, proof, seconds };
}
