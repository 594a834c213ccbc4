import {
  CONTINUITY_MS,
  CONTINUITY_PROBES,
  ContinuitySignal,
  Deployment,
  DeploymentFacts,
  PROMETHEUS_QUERY,
  ProbeId,
  ReconciliationObservation,
  Ring,
  Tier,
  Verdict,
  environmentRefSchema,
  judgeReconciliation,
  ringOf,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { Duration } from 'luxon';
import { ChangeRecord } from '../../change/ChangeRecord';
import { fromRow } from '../../change/store/changeRow';
import { ChangeRow } from '../../change/store/tables';
import { EnvironmentRow, ObservationRow } from '../../readModel/tables';
import {
  OBSERVATION_COLUMNS,
  toObservation,
} from '../../readModel/toObservation';
import { presentObservations } from '../../readModel/readEnvironment';
import { toVerdict } from './toVerdict';
import { DeploymentRow } from '../tables';

export interface FactSources {
  knex: Knex;
  rings: readonly Ring[];
  /** Probes that some configured collector tells. */
  claimed: { has(probe: ProbeId): boolean };
  /** A deployment without a change that has not arrived after so long is stuck, milliseconds. */
  stuckAfterMs: number;
  /** Whether a revision that a controller has synced contains the files of the environment as they are. */
  isSynced(environment: string, revision: string): Promise<boolean>;
}

/** What is known of each deployment, by id: a statement for each table, whatever their number. */
export async function readFacts(
  sources: FactSources,
  rows: readonly DeploymentRow[],
  now: Date,
): Promise<Map<string, DeploymentFacts>> {
  if (rows.length === 0) return new Map();
  const { knex } = sources;
  const refs = [...new Set(rows.map(({ environment }) => environment))];
  const changes = await readChanges(knex, rows);
  const environments = await readEnvironments(knex, refs);
  const observations = await readObservations(knex, refs);
  const rollBacks = await readRollBacks(knex, rows);
  const facts = new Map<string, DeploymentFacts>();
  for (const row of rows) {
    const environment = environments.get(row.environment);
    const told = presentObservations(
      environment ? JSON.parse(environment.probes) : [],
      observations.get(row.environment) ?? [],
      {
        tier: row.tier as Tier,
        claimed: sources.claimed,
        runbookUrl: '',
        now,
      },
    );
    const verdict = environment && toVerdict(environment, now);
    const change = row.change_id ? changes.get(row.change_id) : undefined;
    const deployment: Deployment = JSON.parse(row.document);
    facts.set(row.id, {
      now,
      watched: deployment.change !== undefined || deployment.kind !== 'create',
      watchMs: watchOf(row, sources.rings),
      arrival: change
        ? arrivalOfChange(change)
        : await arrivalInCluster(sources, deployment, {
            observations: told,
            verdict,
            cluster: environment?.cluster ?? 'its cluster',
            now,
          }),
      verdict,
      followedAt: row.followed_at ?? undefined,
      rolledBackBy: rollBacks.get(`${row.environment} ${row.followed_at}`),
      signals: signalsOf(told),
    });
  }
  return facts;
}

/** As long as the next ring relies on it. */
function watchOf({ environment, tier }: DeploymentRow, rings: readonly Ring[]) {
  const ref = environmentRefSchema.safeParse(environment).data;
  const ring = ref && ringOf(rings, ref, tier as Tier);
  const soakMs = ring ? Duration.fromISO(ring.soak).toMillis() : 0;
  return Math.max(CONTINUITY_MS, soakMs);
}

/** What change control says; it waits for the same evidence. */
function arrivalOfChange(record: ChangeRecord): DeploymentFacts['arrival'] {
  const { state, timeline, awaiting } = record;
  const last = timeline[timeline.length - 1];
  if (state === 'done') {
    return { done: true, at: last.at, note: last.note ?? '' };
  }
  if (state === 'failed') {
    return { failed: true, at: last.at, note: last.note ?? 'It failed' };
  }
  return awaiting
    ? { done: false, what: awaiting.what, stuck: awaiting.stuck }
    : { done: false, what: 'the cluster to take it', stuck: false };
}

/** The same judgement where no change asks for it. */
async function arrivalInCluster(
  { isSynced, stuckAfterMs }: FactSources,
  { environment, appliedAt, outcome }: Deployment,
  seen: {
    observations: readonly ReconciliationObservation[];
    verdict?: Verdict;
    cluster: string;
    now: Date;
  },
): Promise<DeploymentFacts['arrival']> {
  const waits = outcome === 'running' || outcome === 'unknown';
  const sync = seen.observations.find(({ probe }) => probe === 'gitops.sync');
  const revision =
    sync?.status === 'ok' && !sync.stale && typeof sync.value === 'string'
      ? sync.value
      : undefined;
  const report = judgeReconciliation({
    ...seen,
    commit: 'the release',
    controller: 'The GitOps controller',
    appliedAt,
    stuckAfterMs,
    synced:
      waits &&
      revision !== undefined &&
      (await isSynced(environment, revision)),
  });
  if (!report.done) return report;
  const since = seen.verdict?.since ?? seen.now.toISOString();
  return { ...report, at: since > appliedAt ? since : appliedAt };
}

function signalsOf(
  observations: ReturnType<typeof presentObservations>,
): ContinuitySignal[] {
  return CONTINUITY_PROBES.flatMap(
    id => observations.find(({ probe }) => probe === id) ?? [],
  ).map(({ probe, status, stale, summary, observedAt, link, source }) => ({
    probe,
    status: stale ? 'unknown' : status,
    summary: stale ? `Evidence is stale; last known: ${summary}` : summary,
    observedAt,
    link,
    query:
      source?.object?.kind === PROMETHEUS_QUERY
        ? source.object.name
        : undefined,
  }));
}

async function readChanges(knex: Knex, rows: readonly DeploymentRow[]) {
  const ids = rows
    .filter(({ outcome }) => outcome === 'running' || outcome === 'unknown')
    .flatMap(({ change_id }) => change_id ?? []);
  const found = await knex<ChangeRow>('changes')
    .whereIn('id', ids)
    .select('id', 'document', 'version');
  return new Map(found.map(row => [row.id, fromRow(row).record]));
}

/** Changes that took a deployment back, by environment and moment. */
async function readRollBacks(knex: Knex, rows: readonly DeploymentRow[]) {
  const followed = rows.filter(({ followed_at }) => followed_at !== null);
  const found = await knex<DeploymentRow>('deployments')
    .whereIn('environment', [...new Set(followed.map(row => row.environment))])
    .whereIn(
      'applied_at',
      followed.flatMap(({ followed_at }) => followed_at ?? []),
    )
    .select('environment', 'applied_at', 'document');
  return new Map(
    found.flatMap(({ environment, applied_at, document }) => {
      const { kind, change }: Deployment = JSON.parse(document);
      return kind === 'roll-back' && change
        ? [[`${environment} ${applied_at}`, change] as const]
        : [];
    }),
  );
}

type JudgedEnvironment = Pick<EnvironmentRow, 'ref' | 'cluster' | 'probes'> &
  Parameters<typeof toVerdict>[0];

async function readEnvironments(knex: Knex, refs: readonly string[]) {
  const rows = await knex('environments as e')
    .join('verdicts as v', 'v.environment', 'e.ref')
    .whereIn('e.ref', [...refs])
    .select<JudgedEnvironment[]>(
      'e.ref',
      'e.cluster',
      'e.probes',
      'v.status',
      'v.reassess_at',
      'v.cause_kind',
      'v.cause_name',
      'v.expiring_source',
      'v.held_from',
      'v.document as verdict',
      knex('verdict_intervals as i')
        .where('i.environment', knex.ref('e.ref'))
        .max('i.to_at')
        .as('held_before'),
    );
  return new Map(rows.map(row => [row.ref, row]));
}

async function readObservations(knex: Knex, refs: readonly string[]) {
  const rows = await knex<ObservationRow>('observations')
    .whereIn('environment', [...refs])
    .select('environment', ...OBSERVATION_COLUMNS);
  const byEnvironment = new Map<string, ReturnType<typeof toObservation>[]>();
  for (const row of rows) {
    const list = byEnvironment.get(row.environment) ?? [];
    list.push(toObservation(row));
    byEnvironment.set(row.environment, list);
  }
  return byEnvironment;
}
