import { ReconciliationReport } from '../change/life';
import { Verdict } from '../health/verdict';
import { Cause, IncidentCause } from '../health/incidents/cause';
import { probeArea, Area } from '../probes/probes';
import { lengthInWords } from '../recovery/words';
import { ContinuitySignal, judgeContinuity } from './continuity';
import { CONTINUITY_MS, Deployment } from './deployment';

/** What is known of a deployment and of its environment, all of it as of `now`. */
export interface DeploymentFacts {
  now: Date;
  /** False: it was there before anybody watched, so nothing that is bad now is put down to it. */
  watched: boolean;
  /** How far it has come. `at`: when it got there, or when its change failed. */
  arrival:
    | (Extract<ReconciliationReport, { done: true }> & { at: string })
    | Extract<ReconciliationReport, { done: false }>
    | { failed: true; note: string; at: string };
  /** As it counts now, with its cause; absent: the environment is no more. */
  verdict?: Verdict & { cause?: Cause };
  /** When the next release came. */
  followedAt?: string;
  /** Of the probes that tell of jobs and queues. */
  signals: readonly ContinuitySignal[];
}

export interface JudgedDeployment {
  deployment: Deployment;
  /** Nothing that happens later changes it. */
  settled: boolean;
}

/** What lies below an environment is no fault of its release. */
const BELOW: ReadonlySet<IncidentCause> = new Set<IncidentCause>([
  'cluster',
  'database-server',
  'source',
]);

/** What a release can break once it has arrived; a certificate that ends in that night is not its doing. */
const OF_RELEASES: ReadonlySet<Area> = new Set<Area>([
  'availability',
  'application',
  'jobs',
  'integration',
  'database',
  'cache',
  'storage',
]);

const words = (ms: number) => lengthInWords(Math.max(0, ms) / 1000);
const later = (at: string, ms: number) =>
  new Date(Date.parse(at) + ms).toISOString();
const latest = (a: string, b: string) =>
  Date.parse(a) >= Date.parse(b) ? a : b;

/**
 * How a deployment does by now. Verified: the commit has arrived and what is required was seen to be well since.
 * Failed: it did not arrive in time, or fell ill in the day after by what is its own. Whatever cannot be told is
 * unknown, and is no time in which it was verified.
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

function judgeArrival(
  deployment: Deployment,
  facts: DeploymentFacts,
): JudgedDeployment {
  const { arrival, verdict, followedAt, watched } = facts;
  if ('failed' in arrival) return failed(deployment, arrival.at, arrival.note);
  if (arrival.done) return verified(deployment, arrival.at, watched);
  if (followedAt) {
    return {
      deployment: {
        ...deployment,
        outcome: 'replaced',
        because: `Another release came before it was verified; it waited for: ${arrival.what}`,
        continuity: notJudged('It was never verified'),
      },
      settled: true,
    };
  }
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

function verified(
  deployment: Deployment,
  at: string,
  watched: boolean,
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
            until: later(at, CONTINUITY_MS),
            summary: 'Watched for a day after it was verified',
          }
        : notJudged('It came before anybody watched'),
    },
    settled: !watched,
  };
}

function failed(
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

/** Of one that is verified, in the day after. */
function judgeDayAfter(
  deployment: Deployment,
  facts: DeploymentFacts,
): JudgedDeployment {
  const { now, verdict, followedAt } = facts;
  const { verifiedAt = deployment.appliedAt, continuity } = deployment;
  const until = continuity.until ?? later(verifiedAt, CONTINUITY_MS);
  if (followedAt && followedAt < until) {
    const after = Date.parse(followedAt) - Date.parse(verifiedAt);
    const summary = `Another release came ${words(
      after,
    )} after it was verified`;
    return {
      deployment: { ...deployment, continuity: notJudged(summary) },
      settled: true,
    };
  }
  if (!verdict) return gone(deployment);
  const since = latest(verdict.since ?? verifiedAt, verifiedAt);
  if (since < until && isItsOwn(verdict)) {
    const after = Date.parse(since) - Date.parse(verifiedAt);
    const because = `${verdict.decidedBy}: ${verdict.summary}`;
    return failed(deployment, since, because, {
      verdict: 'failed',
      until,
      summary: `${because}, ${words(after)} after it was verified`,
    });
  }
  if (since < until && isUntellable(verdict)) {
    const because = `Nobody can tell: ${verdict.summary}`;
    return {
      deployment: {
        ...deployment,
        outcome: 'unknown',
        unseenSince: since,
        because,
      },
      settled: false,
    };
  }
  if (now.toISOString() < until) return { deployment, settled: false };
  const checked = judgeContinuity(facts.signals);
  return {
    deployment: { ...deployment, continuity: { ...checked, until } },
    settled: true,
  };
}

/** Of one that was verified, until somebody can tell again; it is verified for as much later as nobody could. */
function judgeUnseen(
  deployment: Deployment,
  verifiedAt: string,
  facts: DeploymentFacts,
): JudgedDeployment {
  const { now, verdict, followedAt } = facts;
  const { unseenSince = verifiedAt } = deployment;
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
  const seenAt = latest(verdict.since ?? now.toISOString(), unseenSince);
  const unseenMs = Date.parse(seenAt) - Date.parse(unseenSince);
  const { deployment: again, settled } = verified(
    deployment,
    later(verifiedAt, unseenMs),
    true,
  );
  return { deployment: { ...again, unseenSince: undefined }, settled };
}

/** Since when the environment is well again, with whatever release. */
function judgeRestored(
  deployment: Deployment,
  { verdict }: DeploymentFacts,
): JudgedDeployment {
  if (!verdict) return { deployment, settled: true };
  const { failedAt = deployment.appliedAt } = deployment;
  const well = verdict.status === 'ok' || verdict.status === 'asleep';
  if (!well) return { deployment, settled: false };
  const restoredAt = latest(verdict.since ?? failedAt, failedAt);
  return { deployment: { ...deployment, restoredAt }, settled: true };
}

function gone(deployment: Deployment): JudgedDeployment {
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

function isFromBelow({ cause }: NonNullable<DeploymentFacts['verdict']>) {
  return cause !== undefined && BELOW.has(cause.kind);
}

function isItsOwn(verdict: NonNullable<DeploymentFacts['verdict']>): boolean {
  const { status, decidedBy } = verdict;
  return (
    status === 'critical' &&
    !isFromBelow(verdict) &&
    decidedBy !== undefined &&
    decidedBy !== 'ingress.certificate' &&
    OF_RELEASES.has(probeArea(decidedBy))
  );
}

/** Nobody looks, or something that is not the release's hides how it does. */
function isUntellable(verdict: NonNullable<DeploymentFacts['verdict']>) {
  const { status } = verdict;
  return status === 'unknown' || (status === 'critical' && !isItsOwn(verdict));
}

function notJudged(summary: string): Deployment['continuity'] {
  return { verdict: 'not-judged', summary };
}
