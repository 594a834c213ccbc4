import {
  Assessment,
  Observation,
  ProbeId,
  Tier,
  assess,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { EVIDENCE_RANK, SEVERITY } from './ranks';
import { EnvironmentRow, ObservationRow, VerdictRow, batches } from './tables';

type Judged = Pick<EnvironmentRow, 'ref' | 'tier' | 'owner' | 'probes'>;

/**
 * Judges the environments by their stored observations and stores the verdicts. Answers those whose
 * status or evidence changed.
 *
 * @param claimed - probes that some configured collector tells
 */
export async function assessEnvironments(
  knex: Knex,
  refs: readonly string[],
  claimed: ReadonlySet<ProbeId>,
  now: Date,
): Promise<string[]> {
  const changed: string[] = [];
  for (const batch of batches(refs)) {
    await knex.transaction(async trx => {
      // Two runs that touch one environment must judge one after the other, or the later verdict could
      // miss the observations of the earlier. A fixed order keeps them from waiting for each other.
      const verdicts = await trx<VerdictRow>('verdicts')
        .whereIn('environment', batch)
        .orderBy('environment')
        .forUpdate();
      const before = new Map(verdicts.map(row => [row.environment, row]));
      const environments = await trx<EnvironmentRow>('environments')
        .whereIn('ref', batch)
        .select('ref', 'tier', 'owner', 'probes');
      const observations = await readObservations(trx, batch);
      const rows = environments.map(environment =>
        verdictRow(
          environment,
          judge(environment, observations.get(environment.ref), claimed, now),
          before.get(environment.ref),
          now,
        ),
      );
      if (rows.length === 0) return;
      await trx<VerdictRow>('verdicts')
        .insert(rows)
        .onConflict('environment')
        .merge();
      for (const row of rows) {
        const last = before.get(row.environment);
        if (last?.status !== row.status || last.evidence !== row.evidence) {
          changed.push(row.environment);
        }
      }
    });
  }
  return changed;
}

/** Environments whose verdict has outlived some of its evidence. */
export async function refsToReassess(knex: Knex, now: Date): Promise<string[]> {
  return knex<VerdictRow>('verdicts')
    .where('reassess_at', '<=', now.toISOString())
    .pluck('environment');
}

async function readObservations(
  trx: Knex.Transaction,
  refs: readonly string[],
): Promise<Map<string, Observation[]>> {
  const rows = await trx<ObservationRow>('observations')
    .whereIn('environment', refs)
    .select('environment', 'document');
  const byEnvironment = new Map<string, Observation[]>();
  for (const { environment, document } of rows) {
    const list = byEnvironment.get(environment) ?? [];
    list.push(JSON.parse(document));
    byEnvironment.set(environment, list);
  }
  return byEnvironment;
}

function judge(
  environment: Judged,
  observations: readonly Observation[] = [],
  claimed: ReadonlySet<ProbeId>,
  now: Date,
): Assessment {
  return assess({
    tier: environment.tier as Tier,
    owner: environment.owner,
    planned: new Set<ProbeId>(JSON.parse(environment.probes)),
    claimed,
    observations,
    now,
  });
}

function verdictRow(
  { ref }: Judged,
  { verdict, reassessAt }: Assessment,
  before: VerdictRow | undefined,
  now: Date,
): VerdictRow {
  const since =
    before?.status === verdict.status ? before.since : now.toISOString();
  return {
    environment: ref,
    status: verdict.status,
    severity: SEVERITY[verdict.status],
    evidence: verdict.evidence,
    evidence_rank: EVIDENCE_RANK[verdict.evidence],
    observed_at: verdict.observedAt ?? null,
    since,
    reassess_at: reassessAt ?? null,
    document: JSON.stringify({ ...verdict, since }),
  };
}
