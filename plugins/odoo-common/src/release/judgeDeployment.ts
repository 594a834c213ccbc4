import { ReconciliationReport } from '../change/life';
import { Verdict } from '../health/verdict';
import { Cause, IncidentCause } from '../health/incidents/cause';
import { probeArea, Area } from '../probes/probes';
import { lengthInWords } from '../recovery/words';
import { ContinuitySignal, judgeContinuity } from './continuity';
import { Deployment } from './deployment';

/** What is known of a deployment and of its environment, all of it as of `now`. */
export interface DeploymentFacts {
  now: Date;
  /** False: it was there before anybody watched, so nothing that is bad now is put down to it. */
  watched: boolean;
  /** For how long after its verification it is watched, milliseconds: `CONTINUITY_MS`, or the soak of its ring where that is longer. */
  watchMs: number;
  /** How far it has come. `at`: when it got there, or when its change failed. */
  arrival:
    | (Extract<ReconciliationReport, { done: true }> & { at: string })
    | Extract<ReconciliationReport, { done: false }>
    | { failed: true; note: string; at: string };
  /** As it counts now, with its cause; absent: the environment is no more. */
  verdict?: Verdict & {
    cause?: Cause;
    /** Since when somebody vouches for it without a gap; `since` also spans the time in which no portal ran. */
    heldFrom?: string;
    /** Until when somebody vouched for what was before that. */
    heldBefore?: string;
  };
  /** When the next release came. */
  followedAt?: string;
  /** The change that brought it, when that was a roll-back: somebody found this one wanting. */
  rolledBackBy?: string;
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

/** A schedule or its people took it down: no pod runs the release. */
const AT_REST: ReadonlySet<Verdict['status']> = new Set([
  'asleep',
  'maintenance',
] as const);

const words = (ms: number) => lengthInWords(Math.max(0, ms) / 1000);
const later = (at: string, ms: number) =>
  new Date(Date.parse(at) + ms).toISOString();
const latest = (a: string, b: string) =>
  Date.parse(a) >= Date.parse(b) ? a : b;
const earliest = (a: string, b: string) => (latest(a, b) === a ? b : a);

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

function judgeArrival(
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

function verified(
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

/** Of one that is verified, for as long as it is watched: a day, or the soak of its ring. */
function judgeDayAfter(
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
    : judgeContinuity(facts.signals);
  if (checked.verdict === 'failed' && !isFromBelow(verdict)) {
    const at = now.toISOString();
    return failed(deployment, at, checked.summary, { ...checked, until });
  }
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

/** Verified, later by as long as nobody saw it. */
function seenAgain(
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
function rolledBack(deployment: Deployment, at: string, by: string) {
  const because = `Rolled back by ${by}`;
  return failed(deployment, at, because, {
    verdict: 'failed',
    summary: because,
  });
}

/** Since when the environment is well again, with whatever release. */
function judgeRestored(
  deployment: Deployment,
  { verdict }: DeploymentFacts,
): JudgedDeployment {
  if (!verdict) return { deployment, settled: true };
  const { failedAt = deployment.appliedAt } = deployment;
  if (verdict.status !== 'ok') return { deployment, settled: false };
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
  return (
    status === 'unknown' ||
    AT_REST.has(status) ||
    (status === 'critical' && !isItsOwn(verdict))
  );
}

function notJudged(summary: string): Deployment['continuity'] {
  return { verdict: 'not-judged', summary };
}
