import {
  Deployment,
  EnvironmentRelease,
  Platform,
  ReleaseDocument,
  STAGES,
  compareModules,
  explainRisk,
  formatEnvironmentRef,
  heldUntil,
  parityDifferences,
  stepBetween,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { TimelineMarks } from '../../history';
import { ReadableEnvironments, readableOf } from '../../readModel';
import { RegisteredEnvironment, RegistrySnapshot } from '../../registry';
import { candidateOf } from '../candidateOf';
import { releaseRecord } from '../ReleaseRecord';
import { tenantStatistics } from '../statistics';
import { historyOf } from './historyOf';
import { rollBackOf } from './rollBackOf';
import { toRelease } from './toRelease';

const SHOWN_HISTORY = 50;
const HORIZON_MS = 60 * 24 * 60 * 60 * 1000;
const RECENT_MS = 90 * 24 * 60 * 60 * 1000;

const newestFirst = (a: ReleaseDocument, b: ReleaseDocument) =>
  Date.parse(b.spec.releasedAt) - Date.parse(a.spec.releasedAt);

export interface EnvironmentReleaseSources {
  knex: Knex;
  /** Business events of the legal entities. */
  events: TimelineMarks;
  platform: Platform;
}

/** What an environment runs, how it came to it, what could come next and what that would risk. */
export async function environmentRelease(
  sources: EnvironmentReleaseSources,
  environment: RegisteredEnvironment,
  snapshot: RegistrySnapshot,
  options: { readable: ReadableEnvironments; now: Date },
): Promise<EnvironmentRelease> {
  const { knex } = sources;
  const { now } = options;
  const ref = formatEnvironmentRef(environment);
  const present = environment.release;
  const history = await historyOf(knex, ref);
  const releases = [...snapshot.releases.values()].sort(newestFirst);
  const candidate = candidateOf(present.metadata.name, releases.map(toRelease));
  const next = candidate && snapshot.releases.get(candidate.version);
  const [newest] = history;
  const arrived = newest?.release === present.metadata.name;
  const former = history.find(
    ({ release }) => release !== present.metadata.name,
  );
  const previous = former && snapshot.releases.get(former.release);
  return {
    environment: ref,
    current: {
      ...toRelease(present),
      deployment: arrived ? newest : undefined,
    },
    previous: previous && toRelease(previous),
    history: history.slice(0, SHOWN_HISTORY),
    candidate,
    heldUntil: heldUntil(environment.spec, now),
    risk: next
      ? await riskOf(sources, environment, next, {
          releases,
          history,
          snapshot,
          now,
        })
      : [],
    rollBack: await rollBackOf(sources, environment, {
      snapshot,
      history,
      ...options,
    }),
    ...(await tenantStatistics(knex, environment.tenant, options)),
    parity: await parityOf(knex, environment, snapshot, options.readable),
  };
}

async function riskOf(
  { knex, events }: EnvironmentReleaseSources,
  environment: RegisteredEnvironment,
  next: ReleaseDocument,
  more: {
    releases: readonly ReleaseDocument[];
    history: readonly Deployment[];
    snapshot: RegistrySnapshot;
    now: Date;
  },
): Promise<EnvironmentRelease['risk']> {
  const { releases, history, snapshot, now } = more;
  const { release, spec } = environment;
  const ref = formatEnvironmentRef(environment);
  // A calendar that cannot be read has no events to show: that is not the same as none.
  const known = spec.legalEntities.every(({ calendar }) =>
    snapshot.calendars.has(calendar),
  );
  const results = await releaseRecord(knex).deploymentsOf(next.metadata.name);
  const since = new Date(now.getTime() - RECENT_MS).toISOString();
  return explainRisk({
    modules: compareModules(release.spec.modules, next.spec.modules),
    schemaClass: stepBetween(release, next, releases).schemaClass,
    restorePointAgeSeconds: await restorePointAge(knex, ref, now),
    results: {
      verified: results.filter(({ outcome }) => outcome === 'verified').length,
      failed: results.filter(({ outcome }) => outcome === 'failed').length,
    },
    nextEvent: known ? await nextEvent(events, ref, now) : undefined,
    recentFailures: history.filter(
      ({ failedAt }) => failedAt !== undefined && failedAt >= since,
    ).length,
    now,
  });
}

/** By an assessment that still holds. */
async function restorePointAge(
  knex: Knex,
  environment: string,
  now: Date,
): Promise<number | undefined> {
  const row = await knex('recovery_assessments')
    .where({ environment })
    .where(holds =>
      holds
        .whereNull('reassess_at')
        .orWhere('reassess_at', '>', now.toISOString()),
    )
    .first('rpo_seconds');
  return row?.rpo_seconds ?? undefined;
}

async function nextEvent(events: TimelineMarks, ref: string, now: Date) {
  const [first] = (
    await events.of(ref, {
      from: now.toISOString(),
      to: new Date(now.getTime() + HORIZON_MS).toISOString(),
    })
  ).sort((a, b) => (a.from < b.from ? -1 : 1));
  return first ? { title: first.title, from: first.from } : ('none' as const);
}

/**
 * Against the next stage that the tenant has: what a green one here does not prove there. Nothing where the caller may
 * not read that stage: the differences tell its spec.
 */
async function parityOf(
  knex: Knex,
  { tenant, stage, spec }: RegisteredEnvironment,
  { environments }: RegistrySnapshot,
  readable: ReadableEnvironments,
): Promise<EnvironmentRelease['parity']> {
  const later = STAGES.slice(STAGES.indexOf(stage) + 1);
  const next = later
    .map(name => environments.get(`${tenant}/${name}`))
    .find(environment => environment !== undefined);
  if (!next) return [];
  const ref = formatEnvironmentRef(next);
  return (await readableOf(knex, [ref], readable)).has(ref)
    ? [{ stage: next.stage, differences: parityDifferences(spec, next.spec) }]
    : [];
}
