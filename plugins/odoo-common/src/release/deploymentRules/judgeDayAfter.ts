import { judgeContinuity } from '../continuity';
import { Deployment } from '../deployment';
import { isFromBelow, isItsOwn, isUntellable } from './blame';
import { DeploymentFacts, JudgedDeployment } from './facts';
import { earliest, later, latest, words } from './moments';
import { failed, gone, notJudged, rolledBack, seenAgain } from './outcomes';

/** Of one that is verified, for as long as it is watched: a day, or the soak of its ring. */
export function judgeDayAfter(
  deployment: Deployment,
  facts: DeploymentFacts,
): JudgedDeployment {
  const { now, verdict, followedAt, rolledBackBy } = facts;
  const { verifiedAt = deployment.appliedAt, continuity } = deployment;
  const until = continuity.until ?? later(verifiedAt, facts.watchMs);
  const ends = followedAt ? earliest(followedAt, until) : until;
  const lengthTo = (at: string) =>
    words(Date.parse(at) - Date.parse(verifiedAt));
  const since = latest(verdict?.since ?? verifiedAt, verifiedAt);
  if (verdict && since < ends && isItsOwn(verdict)) {
    const because = `${verdict.decidedBy}: ${verdict.summary}`;
    return failed(deployment, since, because, {
      verdict: 'failed',
      until,
      summary: `${because}, ${lengthTo(since)} after it was verified`,
    });
  }
  if (followedAt && followedAt < until) {
    if (rolledBackBy) return rolledBack(deployment, followedAt, rolledBackBy);
    const summary = `Another release came ${lengthTo(
      followedAt,
    )} after it was verified`;
    return {
      deployment: { ...deployment, continuity: notJudged(summary) },
      settled: true,
    };
  }
  if (!verdict) return gone(deployment);
  if (since < until && isUntellable(verdict)) {
    const from = earliest(since, verdict.heldBefore ?? since);
    return {
      deployment: {
        ...deployment,
        outcome: 'unknown',
        unseenSince: latest(from, deployment.seenSince ?? verifiedAt),
        because: `Nobody can tell: ${verdict.summary}`,
      },
      settled: false,
    };
  }
  const gap = gapOf(deployment, verifiedAt, verdict);
  if (gap && gap.from < ends) return seenAgain(deployment, gap, facts);
  if (now.toISOString() < until) return { deployment, settled: false };
  const checked = followedAt
    ? notJudged('Another release came')
    : judgeContinuity(facts.signals, deployment.kind);
  if (checked.verdict === 'failed' && !isFromBelow(verdict)) {
    const at = now.toISOString();
    return failed(deployment, at, checked.summary, { ...checked, until });
  }
  return {
    deployment: { ...deployment, continuity: { ...checked, until } },
    settled: true,
  };
}

/** Time since it was last seen in which no portal ran; undefined: there is none. */
function gapOf(
  { seenSince }: Deployment,
  verifiedAt: string,
  { heldFrom, heldBefore }: NonNullable<DeploymentFacts['verdict']>,
): { from: string; to: string } | undefined {
  if (heldFrom === undefined || heldBefore === undefined) return undefined;
  const from = latest(heldBefore, seenSince ?? verifiedAt);
  return from < heldFrom ? { from, to: heldFrom } : undefined;
}
