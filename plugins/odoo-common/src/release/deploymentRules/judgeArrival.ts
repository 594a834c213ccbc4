import { Deployment } from '../deployment';
import { isFromBelow, isItsOwn } from './blame';
import { DeploymentFacts, JudgedDeployment } from './facts';
import { latest } from './moments';
import { failed, gone, notJudged, verified } from './outcomes';

/** Of one that has not been seen well yet. */
export function judgeArrival(
  deployment: Deployment,
  facts: DeploymentFacts,
): JudgedDeployment {
  const { arrival, verdict, followedAt, rolledBackBy, watched } = facts;
  if ('failed' in arrival) return failed(deployment, arrival.at, arrival.note);
  if (followedAt && rolledBackBy && watched) {
    return failed(deployment, followedAt, `Rolled back by ${rolledBackBy}`);
  }
  if (followedAt) {
    const what = arrival.done ? 'somebody to see it awake' : arrival.what;
    return {
      deployment: {
        ...deployment,
        outcome: 'replaced',
        because: `Another release came before it was verified; it waited for: ${what}`,
        continuity: notJudged('It was never verified'),
      },
      settled: true,
    };
  }
  if (arrival.done) return judgeArrived(deployment, arrival.at, facts);
  // A change that is on its way may be about to create it.
  if (!verdict && deployment.change === undefined) return gone(deployment);
  const ill = verdict?.status === 'critical' || verdict?.status === 'degraded';
  if (watched && arrival.stuck && ill && !isFromBelow(verdict)) {
    return failed(deployment, facts.now.toISOString(), arrival.what);
  }
  const outcome = watched ? 'running' : 'unknown';
  return {
    deployment: { ...deployment, outcome, because: arrival.what },
    settled: false,
  };
}

/** A change is done also where the environment sleeps; what no pod has run is not verified. */
function judgeArrived(
  deployment: Deployment,
  at: string,
  facts: DeploymentFacts,
): JudgedDeployment {
  const { verdict, watched } = facts;
  if (!verdict) return gone(deployment);
  const { status, summary, since = at } = verdict;
  if (status === 'ok') {
    return verified(deployment, latest(verdict.heldFrom ?? since, at), facts);
  }
  if (watched && isItsOwn(verdict)) {
    const because = `${verdict.decidedBy}: ${summary}`;
    return failed(deployment, latest(since, at), because);
  }
  const outcome = watched ? 'running' : 'unknown';
  const because = `It arrived, and nobody has seen it well since: ${summary}`;
  return { deployment: { ...deployment, outcome, because }, settled: false };
}
