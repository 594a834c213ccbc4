import { Deployment } from '../deployment';
import { DeploymentFacts, JudgedDeployment } from './facts';
import { later, words } from './moments';

export function notJudged(summary: string): Deployment['continuity'] {
  return { verdict: 'not-judged', summary };
}

export function verified(
  deployment: Deployment,
  at: string,
  { watched, watchMs }: Pick<DeploymentFacts, 'watched' | 'watchMs'>,
): JudgedDeployment {
  return {
    deployment: {
      ...deployment,
      outcome: 'verified',
      verifiedAt: at,
      because: undefined,
      continuity: watched
        ? {
            verdict: 'pending',
            until: later(at, watchMs),
            summary: `Watched for ${words(watchMs)} after it was verified`,
          }
        : notJudged('It came before anybody watched'),
    },
    settled: !watched,
  };
}

export function failed(
  deployment: Deployment,
  at: string,
  because: string,
  continuity: Deployment['continuity'] = notJudged('It was never verified'),
): JudgedDeployment {
  const next = { ...deployment, failedAt: at, because, continuity };
  return {
    deployment: { ...next, outcome: 'failed', unseenSince: undefined },
    settled: false,
  };
}

/** Verified, later by as long as nobody saw it. */
export function seenAgain(
  deployment: Deployment,
  { from, to }: { from: string; to: string },
  facts: DeploymentFacts,
): JudgedDeployment {
  const { verifiedAt = deployment.appliedAt } = deployment;
  const at = later(verifiedAt, Date.parse(to) - Date.parse(from));
  const again = verified(deployment, at, { ...facts, watched: true });
  return {
    ...again,
    deployment: { ...again.deployment, unseenSince: undefined, seenSince: to },
  };
}

/** Of one that was verified. */
export function rolledBack(deployment: Deployment, at: string, by: string) {
  const because = `Rolled back by ${by}`;
  return failed(deployment, at, because, {
    verdict: 'failed',
    summary: because,
  });
}

export function gone(deployment: Deployment): JudgedDeployment {
  const known = deployment.outcome === 'verified';
  return {
    deployment: {
      ...deployment,
      outcome: known ? 'verified' : 'unknown',
      because: 'The environment is no more',
      continuity: notJudged('The environment is no more'),
    },
    settled: true,
  };
}
