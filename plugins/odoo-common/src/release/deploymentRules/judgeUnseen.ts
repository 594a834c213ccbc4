import { Deployment } from '../deployment';
import { isItsOwn, isUntellable } from './blame';
import { DeploymentFacts, JudgedDeployment } from './facts';
import { latest } from './moments';
import { failed, gone, notJudged, rolledBack, seenAgain } from './outcomes';

/** Of one that was verified, until somebody can tell again; it is verified for as much later as nobody could. */
export function judgeUnseen(
  deployment: Deployment,
  verifiedAt: string,
  facts: DeploymentFacts,
): JudgedDeployment {
  const { now, verdict, followedAt, rolledBackBy } = facts;
  const { unseenSince = verifiedAt } = deployment;
  if (followedAt && rolledBackBy) {
    return rolledBack(deployment, followedAt, rolledBackBy);
  }
  if (followedAt) {
    const continuity = notJudged(
      'Another release came while nobody could tell',
    );
    return { deployment: { ...deployment, continuity }, settled: true };
  }
  if (!verdict) return gone(deployment);
  if (isItsOwn(verdict)) {
    const at = latest(verdict.since ?? unseenSince, unseenSince);
    return failed(deployment, at, `${verdict.decidedBy}: ${verdict.summary}`, {
      verdict: 'failed',
      summary: `${verdict.summary}; before, nobody could tell for a while`,
    });
  }
  if (isUntellable(verdict)) {
    const because = `Nobody can tell: ${verdict.summary}`;
    return { deployment: { ...deployment, because }, settled: false };
  }
  const seen = verdict.heldFrom ?? verdict.since ?? now.toISOString();
  const gap = { from: unseenSince, to: latest(seen, unseenSince) };
  return seenAgain(deployment, gap, facts);
}
