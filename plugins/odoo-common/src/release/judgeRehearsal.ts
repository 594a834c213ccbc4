import { formatEnvironmentRef } from '../environment/ref';
import { lengthInWords, momentInWords } from '../recovery/words';
import type { Rehearsal } from './evidence';
import type { DatabaseFacts } from './databaseFacts';
import { finding } from './judgement';

/** A copy that is older no longer shows what the migration meets. */
export const COPY_MAX_AGE_DAYS = 7;
const DAY_MS = 24 * 3600 * 1000;

/** The newest rehearsal of the step in the release's record; for production, on the tenant's own data. */
export function newestRehearsal({
  from,
  to,
  environment,
}: Pick<DatabaseFacts, 'from' | 'to' | 'environment'>): Rehearsal | undefined {
  const { tenant, stage } = environment;
  return (to.spec.evidence?.rehearsals ?? [])
    .filter(
      rehearsal =>
        rehearsal.from === from.metadata.name &&
        (stage !== 'production' || rehearsal.copyOf.startsWith(`${tenant}/`)),
    )
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt))
    .at(-1);
}

/**
 * Whether the newest rehearsal of the very step passed, on a copy that is young enough, and its length fits the
 * window. For production only a copy of the tenant's own data counts: what breaks a migration is the data.
 */
export function judgeRehearsal(facts: DatabaseFacts) {
  const rehearsal = newestRehearsal(facts);
  if (!rehearsal) return finding('error', 'Rehearsal', missing(facts));
  const { outcome, copyOf, copyTakenAt, url } = rehearsal;
  const of = `on a copy of ${copyOf} from ${momentInWords(copyTakenAt)}`;
  const problem =
    outcome === 'failed' ? 'failed' : ageProblem(rehearsal, facts.now);
  if (problem) {
    return finding(
      'fail',
      'Rehearsal',
      `${of}: ${problem}; rehearse again on a new copy`,
      url,
    );
  }
  return lengthOf(rehearsal, facts, of);
}

/**
 * A failed rehearsal of a step that needs none: what was tried and went wrong counts, whatever the class says of the
 * schema. `undefined`: none failed.
 */
export function judgeUnneededRehearsal(facts: DatabaseFacts) {
  return newestRehearsal(facts)?.outcome === 'failed'
    ? judgeRehearsal(facts)
    : undefined;
}

function missing({ from, to, environment }: DatabaseFacts): string {
  const { tenant, stage } = environment;
  const whose =
    stage === 'production' ? `a copy of ${tenant}'s data` : 'a copy';
  return `breaking, and not rehearsed from ${from.metadata.name}; rehearse it on ${whose} and write it to releases/${to.metadata.name}.yaml`;
}

function ageProblem(
  { copyTakenAt, startedAt }: Rehearsal,
  now: Date,
): string | undefined {
  if (Date.parse(startedAt) > now.getTime()) return 'it lies in the future';
  const days = (now.getTime() - Date.parse(copyTakenAt)) / DAY_MS;
  return days > COPY_MAX_AGE_DAYS
    ? `the copy is ${lengthInWords(
        days * 24 * 3600,
      )} old, ${COPY_MAX_AGE_DAYS} days are allowed`
    : undefined;
}

/** In proportion to the size, when another environment's smaller copy was used. */
function expectedSeconds(
  { copyOf, durationSeconds, databaseGiB }: Rehearsal,
  { environment, spec }: DatabaseFacts,
): number {
  if (copyOf === formatEnvironmentRef(environment)) return durationSeconds;
  const times = spec.data.databaseGiB / Math.max(databaseGiB, 0.001);
  return durationSeconds * Math.max(1, times);
}

function lengthOf(rehearsal: Rehearsal, facts: DatabaseFacts, of: string) {
  const seconds = expectedSeconds(rehearsal, facts);
  const took = `${of}: took ${lengthInWords(
    rehearsal.durationSeconds,
  )}, expected here ${lengthInWords(seconds)}`;
  const { windowMs } = facts;
  if (windowMs === undefined) {
    return finding(
      'error',
      'Rehearsal',
      `${took}; how long the window is, is not known`,
      rehearsal.url,
    );
  }
  if (windowMs === Infinity) {
    return finding('pass', 'Rehearsal', took, rehearsal.url);
  }
  const window = lengthInWords(windowMs / 1000);
  return seconds * 1000 <= windowMs
    ? finding('pass', 'Rehearsal', `${took}, window ${window}`, rehearsal.url)
    : finding(
        'fail',
        'Rehearsal',
        `${took}: longer than the window of ${window}; find a longer one`,
        rehearsal.url,
      );
}
