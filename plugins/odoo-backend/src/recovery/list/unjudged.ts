import {
  LOSS_SCENARIOS,
  Objective,
  RecoveryAssessment,
  Tier,
} from '@plumbline/plugin-odoo-common';

const NOTHING = 'Nothing has been read of its backups yet';

const NOT_KNOWN: Objective = {
  state: 'unknown',
  seconds: null,
  targetSeconds: null,
  summary: NOTHING,
};

/** Of an environment that nobody has judged yet. */
export function unjudged(tier: Tier): RecoveryAssessment {
  return {
    score: 0,
    applies: true,
    tier,
    terms: [],
    caps: [],
    losses: [],
    weakestLink: NOTHING,
    rpo: Object.fromEntries(
      LOSS_SCENARIOS.map(scenario => [scenario, NOT_KNOWN]),
    ) as RecoveryAssessment['rpo'],
    rto: NOT_KNOWN,
    restorableTo: null,
    claim: NOTHING,
    disagreements: [],
    evidence: 'missing',
    observedAt: null,
    testDueAt: null,
    reassessAt: null,
  };
}
