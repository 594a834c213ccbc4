import { LOSS_SCENARIOS, Objective, RecoveryAssessment } from './assessment';

type Judged = Pick<
  RecoveryAssessment,
  | 'score'
  | 'applies'
  | 'weakestLink'
  | 'rpo'
  | 'rto'
  | 'restorableTo'
  | 'claim'
  | 'evidence'
  | 'reassessAt'
>;

/**
 * An assessment is good until it must be judged again. From then on some of what it rests on has expired and
 * nobody has looked: nothing of it is known any more, in lists, counts, details and on a page that is open alike,
 * so that a portal whose collection died turns grey by itself.
 */
export function recoveryAt<T extends Judged>(assessment: T, now: Date): T {
  const { reassessAt, applies } = assessment;
  if (!applies || !reassessAt || Date.parse(reassessAt) > now.getTime()) {
    return assessment;
  }
  return {
    ...assessment,
    score: 0,
    weakestLink: 'Nobody has judged this since its evidence expired',
    rpo: Object.fromEntries(
      LOSS_SCENARIOS.map(scenario => [
        scenario,
        notKnown(assessment.rpo[scenario]),
      ]),
    ),
    rto: notKnown(assessment.rto),
    restorableTo: null,
    claim: `Not known any more; last known: ${assessment.claim}`,
    evidence: 'stale',
  };
}

function notKnown(objective: Objective): Objective {
  if (objective.state === 'not-demanded') return objective;
  return {
    ...objective,
    state: 'unknown',
    seconds: null,
    summary: `Not known any more; last known: ${objective.summary}`,
  };
}
