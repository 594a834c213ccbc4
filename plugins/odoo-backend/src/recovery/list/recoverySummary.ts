import {
  RecoveryAssessment,
  RecoverySummary,
  Stage,
  Tier,
  recoveryAt,
} from '@plumbline/plugin-odoo-common';
import { EnvironmentRow } from '../../readModel';
import { unjudged } from './unjudged';

export const recoverySummaryColumns = [
  'e.ref',
  'e.tenant',
  'e.stage',
  'e.tier',
  'e.region',
  'r.last_test',
  'r.document as assessment',
] as const;

export type RecoverySummaryRow = Pick<
  EnvironmentRow,
  'ref' | 'tenant' | 'stage' | 'tier' | 'region'
> & {
  last_test: string | null;
  /** Null: nobody has judged it yet. */
  assessment: string | null;
};

/** The assessment as it counts now. */
export function toAssessment(
  { assessment, tier }: Pick<RecoverySummaryRow, 'assessment' | 'tier'>,
  now: Date,
): RecoveryAssessment {
  return assessment === null
    ? unjudged(tier as Tier)
    : recoveryAt(JSON.parse(assessment), now);
}

export function toRecoverySummary(
  row: RecoverySummaryRow,
  now: Date,
): RecoverySummary {
  const assessment = toAssessment(row, now);
  return {
    tenant: row.tenant,
    stage: row.stage as Stage,
    tier: row.tier as Tier,
    region: row.region,
    score: assessment.score,
    applies: assessment.applies,
    weakestLink: assessment.weakestLink,
    rpo: assessment.rpo,
    rto: assessment.rto,
    restorableTo: assessment.restorableTo,
    claim: assessment.claim,
    evidence: assessment.evidence,
    observedAt: assessment.observedAt,
    testDueAt: assessment.testDueAt,
    reassessAt: assessment.reassessAt,
    lastTest: row.last_test === null ? null : JSON.parse(row.last_test),
  };
}
