import {
  Assessment,
  Observation,
  ProbeId,
  Tier,
  assess,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { endAcknowledgements } from '../acknowledgements/endAcknowledgements';
import { keepEnded } from '../history/keepEnded';
import { RecoveryColumns, RiskSources, riskFacts } from './RiskSources';
import { EnvironmentRow, ObservationRow, VerdictRow, batches } from './tables';
import { OBSERVATION_COLUMNS, toObservation } from './toObservation';
import { Judged, verdictRow } from './verdictRow';

export interface AssessOptions {
  /** Probes that some configured collector tells, with its id. */
  claimed: ReadonlyMap<ProbeId, string>;
  risks: RiskSources;
  now: Date;
}

/**
 * Judges the environments by their stored observations and stores the verdicts. Answers those whose
 * status or evidence changed.
 */
export async function assessEnvironments(
  knex: Knex,
  refs: readonly string[],
  options: AssessOptions,
): Promise<string[]> {
  const changed: string[] = [];
  for (const batch of batches(refs)) {
    await knex.transaction(async trx => {
      changed.push(...(await assessBatch(trx, batch, options)));
    });
  }
  return changed;
}

async function assessBatch(
  trx: Knex.Transaction,
  refs: readonly string[],
  options: AssessOptions,
): Promise<string[]> {
  // Two runs that touch one environment must judge one after the other, or the later verdict could
  // miss the observations of the earlier. A fixed order keeps them from waiting for each other.
  const verdicts = await trx<VerdictRow>('verdicts')
    .whereIn('environment', [...refs])
    .orderBy('environment')
    .forUpdate();
  const before = new Map(verdicts.map(row => [row.environment, row]));
  const environments: Judged[] = await trx<EnvironmentRow>('environments')
    .whereIn('ref', [...refs])
    .select(
      'ref',
      'tier',
      'owner',
      'probes',
      'cluster',
      'database_server',
      'release_version',
      'release_since',
      'expires',
      'series',
    );
  if (environments.length === 0) return [];
  const observations = await readObservations(trx, refs);
  const recovery = await readRecovery(trx, refs);
  const judged = environments.map(environment => {
    const assessment = judge(
      environment,
      observations.get(environment.ref) ?? [],
      recovery.get(environment.ref),
      options,
    );
    return {
      ...verdictRow(
        environment,
        assessment,
        before.get(environment.ref),
        options.now,
      ),
      assessment,
    };
  });
  await trx<VerdictRow>('verdicts')
    .insert(judged.map(({ row }) => row))
    .onConflict('environment')
    .merge();
  await keepEnded(trx, judged);
  await endAcknowledgements(trx, judged, observations, options.now);
  return judged
    .filter(({ row }) => {
      const last = before.get(row.environment);
      return last?.status !== row.status || last.evidence !== row.evidence;
    })
    .map(({ row }) => row.environment);
}

async function readObservations(
  trx: Knex.Transaction,
  refs: readonly string[],
): Promise<Map<string, Observation[]>> {
  const rows = await trx<ObservationRow>('observations')
    .whereIn('environment', [...refs])
    .select('environment', ...OBSERVATION_COLUMNS);
  const byEnvironment = new Map<string, Observation[]>();
  for (const row of rows) {
    const list = byEnvironment.get(row.environment) ?? [];
    list.push(toObservation(row));
    byEnvironment.set(row.environment, list);
  }
  return byEnvironment;
}

async function readRecovery(
  trx: Knex.Transaction,
  refs: readonly string[],
): Promise<Map<string, RecoveryColumns>> {
  const rows = await trx<RecoveryColumns>('recovery_assessments')
    .whereIn('environment', [...refs])
    .select(
      'environment',
      'band',
      'score',
      'weakest_link',
      'test_due_at',
      'reassess_at',
    );
  return new Map(rows.map(row => [row.environment, row]));
}

function judge(
  environment: Judged,
  observations: readonly Observation[],
  recovery: RecoveryColumns | undefined,
  { claimed, risks, now }: AssessOptions,
): Assessment {
  return assess({
    tier: environment.tier as Tier,
    planned: new Set<ProbeId>(JSON.parse(environment.probes)),
    claimed,
    observations,
    ahead: riskFacts(environment, recovery, risks, now),
    now,
  });
}
