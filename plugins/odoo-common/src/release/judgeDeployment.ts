import { Deployment } from './deployment';
import { DeploymentFacts, JudgedDeployment } from './deploymentRules/facts';
import { judgeArrival } from './deploymentRules/judgeArrival';
import { judgeDayAfter } from './deploymentRules/judgeDayAfter';
import { judgeUnseen } from './deploymentRules/judgeUnseen';
import { latest } from './deploymentRules/moments';

export type { DeploymentFacts, JudgedDeployment };

/**
 * How a deployment does by now. Verified: the commit has arrived and what is required was seen to be well since.
 * Failed: it did not arrive in time, or fell ill by what is its own or was rolled back while it was watched. Whatever
 * cannot be told is unknown, and is no time in which it was verified.
 */
export function judgeDeployment(
  deployment: Deployment,
  facts: DeploymentFacts,
): JudgedDeployment {
  switch (deployment.outcome) {
    case 'running':
      return judgeArrival(deployment, facts);
    case 'unknown':
      return deployment.verifiedAt === undefined
        ? judgeArrival(deployment, facts)
        : judgeUnseen(deployment, deployment.verifiedAt, facts);
    case 'verified':
      return judgeDayAfter(deployment, facts);
    case 'failed':
      return judgeRestored(deployment, facts);
    default:
      return { deployment, settled: true };
  }
}

/**
 * Pods that crash again and again are ready in between: Kubernetes as well takes a container for recovered only once it
 * has run for ten minutes.
 */
const STABLE_MS = 10 * 60 * 1000;

/** Since when the environment is well again, with whatever release, once it has stayed so. */
function judgeRestored(
  deployment: Deployment,
  { verdict, now }: DeploymentFacts,
): JudgedDeployment {
  if (!verdict) return { deployment, settled: true };
  const { failedAt = deployment.appliedAt } = deployment;
  if (verdict.status !== 'ok') return { deployment, settled: false };
  const restoredAt = latest(verdict.since ?? failedAt, failedAt);
  const vouchedFrom = latest(verdict.heldFrom ?? restoredAt, restoredAt);
  if (now.getTime() - Date.parse(vouchedFrom) < STABLE_MS) {
    return { deployment, settled: false };
  }
  return { deployment: { ...deployment, restoredAt }, settled: true };
}
