import { Tier } from '../environment/stage';
import { PROBE_IDS, ProbeId, isRequired } from '../probes/probes';
import { Observation, ObservedStatus } from './observation';
import { RiskFacts, risksAhead } from './risks';
import { EvidenceState, Verdict, VerdictStatus } from './verdict';

export interface AssessmentInput {
  tier: Tier;
  /** What follows from the plan; a probe that is not planned does not apply. */
  planned: ReadonlySet<ProbeId>;
  /** What some configured collector claims to tell, with its id. */
  claimed: ReadonlyMap<ProbeId, string>;
  observations: readonly Observation[];
  /** What risks ahead follow from, beside the observations. */
  ahead: RiskFacts;
  now: Date;
}

export interface Assessment {
  verdict: Verdict;
  /** The earliest moment at which the verdict must be judged again; absent when nothing was collected. */
  reassessAt?: string;
  /** The source whose evidence expires then, `<collector>/<scope>`. */
  expiringSource?: string;
  /** What decided a verdict other than ok. */
  deciding?: {
    probe: ProbeId;
    /** The source that does not tell it any more, or never did: `<collector>/<scope>`, or the collector alone. */
    silentSource?: string;
  };
  /** Its cluster does not answer, which explains whatever else is wrong. */
  clusterUnreachable: boolean;
}

interface Judged {
  probe: ProbeId;
  status: ObservedStatus;
  observation?: Observation;
  stale: boolean;
}

/** From bad to good: the first of these that any required probe has is the verdict. */
const LADDER: readonly ObservedStatus[] = [
  'critical',
  'unknown',
  'degraded',
  'maintenance',
  'asleep',
];

/**
 * Impact now, the state of the evidence, and risk ahead: three separate things.
 * Unknown is never green: a required probe that was claimed and is missing or past its time to live
 * makes the verdict unknown; one that nobody claims makes the evidence partial.
 */
export function assess(input: AssessmentInput): Assessment {
  const byProbe = new Map(input.observations.map(o => [o.probe, o]));
  const required = PROBE_IDS.filter(
    probe => input.planned.has(probe) && isRequired(probe, input.tier),
  );
  const claimed = required.filter(probe => input.claimed.has(probe));
  const told = claimed.map(probe =>
    judge(probe, byProbe.get(probe), input.now),
  );
  const judged = told.filter(({ status }) => status !== 'not-applicable');
  const applicable = required.length - (claimed.length - judged.length);
  const collected = judged.filter(
    ({ observation, stale }) =>
      observation && !stale && observation.status !== 'not-collected',
  );

  const decisive = LADDER.map(status =>
    judged.find(candidate => candidate.status === status),
  ).find(Boolean);
  const status: VerdictStatus =
    judged.length === 0
      ? 'unknown'
      : ((decisive?.status ?? 'ok') as VerdictStatus);
  const observed = judged.flatMap(({ observation }) => observation ?? []);
  // "Does not apply" expires as well: nobody knows then whether it still does not.
  const expiring = firstToExpire(told, input.now);

  return {
    verdict: {
      status,
      evidence: evidenceState(judged, collected.length, applicable),
      coverage: { collected: collected.length, required: applicable },
      decidedBy: decisive?.probe,
      summary: summarise(decisive, collected.length, applicable),
      observedAt: earliest(observed.map(o => o.observedAt)),
      riskAhead: risksAhead(input.observations, input.ahead, input.now),
    },
    reassessAt: expiring?.expiresAt,
    expiringSource: expiring && sourceOf(expiring),
    deciding: decisive && {
      probe: decisive.probe,
      silentSource: silentSource(decisive, input.claimed),
    },
    clusterUnreachable: judged.some(
      ({ probe, status: judgedAs }) =>
        probe === 'cluster.reachable' && judgedAs === 'critical',
    ),
  };
}

/** The evidence that expires first of all that is still good. */
function firstToExpire(
  told: readonly Judged[],
  now: Date,
): Observation | undefined {
  return told
    .flatMap(({ observation }) => observation ?? [])
    .filter(({ expiresAt }) => Date.parse(expiresAt) > now.getTime())
    .reduce<Observation | undefined>(
      (first, next) =>
        first && first.expiresAt <= next.expiresAt ? first : next,
      undefined,
    );
}

function sourceOf({ source }: Observation): string {
  return `${source.collector}/${source.scope}`;
}

function silentSource(
  { probe, observation, stale }: Judged,
  claimed: AssessmentInput['claimed'],
): string | undefined {
  if (!observation) return claimed.get(probe);
  return stale ? sourceOf(observation) : undefined;
}

function judge(
  probe: ProbeId,
  observation: Observation | undefined,
  now: Date,
): Judged {
  if (!observation) return { probe, status: 'unknown', stale: false };
  const stale = Date.parse(observation.expiresAt) <= now.getTime();
  const status =
    stale || observation.status === 'not-collected'
      ? 'unknown'
      : observation.status;
  return { probe, status, observation, stale };
}

function evidenceState(
  judged: readonly Judged[],
  collected: number,
  required: number,
): EvidenceState {
  if (judged.every(({ observation }) => !observation)) return 'missing';
  if (judged.some(({ stale }) => stale)) return 'stale';
  return collected < required ? 'partial' : 'fresh';
}

function summarise(
  decisive: Judged | undefined,
  collected: number,
  required: number,
): string {
  if (!decisive) {
    return collected === 0
      ? 'Nothing has been observed yet'
      : `${collected} of ${required} required probes are fresh and ok`;
  }
  const { observation, stale } = decisive;
  if (!observation) return 'Not observed yet';
  return stale
    ? `Evidence is stale; last known: ${observation.summary}`
    : observation.summary;
}

/** RFC 3339 times in UTC with the same precision sort as text. */
function earliest(times: readonly string[]): string | undefined {
  return times.reduce<string | undefined>(
    (least, time) => (least === undefined || time < least ? time : least),
    undefined,
  );
}
