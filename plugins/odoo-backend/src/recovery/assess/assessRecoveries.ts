import {
  EnvironmentSpec,
  Platform,
  assessRecovery,
  knownTests,
  matchResults,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { EnvironmentRow, batches } from '../../readModel';
import { readRecords } from '../records/readRecords';
import { RecoveryAssessmentRow, readFacts } from '../store';
import { readExpectedTests } from '../tests/readExpectedTests';
import { clusterReachability } from './clusterReachability';
import { initialRow, recoveryRow } from './recoveryRow';

/** Reports of backups are long: parsed in one go, those of more environments would keep everybody waiting. */
const AT_ONCE = 20;

type Judged = Pick<EnvironmentRow, 'ref' | 'database_server' | 'document'>;

/** Judges the recovery of the environments by what is stored of them, and stores the outcome. */
export async function assessRecoveries(
  knex: Knex,
  refs: readonly string[],
  platform: Platform,
  now: Date,
): Promise<void> {
  for (const batch of batches(refs, AT_ONCE)) {
    await knex.transaction(async trx => {
      const environments: Judged[] = await trx<EnvironmentRow>('environments')
        .whereIn('ref', batch)
        .orderBy('ref')
        .select('ref', 'database_server', 'document');
      if (environments.length === 0) return;
      await lock(
        trx,
        environments.map(({ ref }) => ref),
      );
      const rows = await judge(trx, environments, platform, now);
      await trx<RecoveryAssessmentRow>('recovery_assessments')
        .insert(rows)
        .onConflict('environment')
        .merge();
    });
  }
}

/**
 * Two runs that touch one environment must judge one after the other, or the later assessment could miss the
 * facts of the earlier. A fixed order keeps them from waiting for each other.
 */
async function lock(trx: Knex.Transaction, refs: readonly string[]) {
  await trx<RecoveryAssessmentRow>('recovery_assessments')
    .insert(refs.map(initialRow))
    .onConflict('environment')
    .ignore();
  await trx<RecoveryAssessmentRow>('recovery_assessments')
    .whereIn('environment', [...refs])
    .orderBy('environment')
    .forUpdate()
    .select('environment');
}

async function judge(
  trx: Knex.Transaction,
  environments: readonly Judged[],
  platform: Platform,
  now: Date,
): Promise<RecoveryAssessmentRow[]> {
  const refs = environments.map(({ ref }) => ref);
  const facts = await readFacts(trx, refs);
  const records = await readRecords(trx, refs);
  const expected = await readExpectedTests(trx, refs);
  const { clusters, tiers } = platform;
  const reachable = await clusterReachability(
    trx,
    clusters.map(({ name }) => name),
    now,
  );
  return environments.map(({ ref, database_server, document }) => {
    const { spec }: { spec: EnvironmentSpec } = JSON.parse(document);
    const known = facts.get(ref) ?? {};
    const results = known['restore-tests']?.fact.results ?? [];
    const asked = expected.get(ref) ?? [];
    const assessment = assessRecovery({
      spec,
      policy: tiers[spec.tier],
      facts: known,
      tests: knownTests(results, asked),
      records: records.get(ref) ?? [],
      failoverClusters: clusters
        .filter(({ region }) => region === spec.recoveryRegion)
        .map(({ name }) => ({ name, reachable: reachable.get(name) })),
      sharedServer: database_server !== 'own',
      now,
    });
    return recoveryRow(ref, assessment, matchResults(results, asked));
  });
}

/** Environments that nobody has judged yet, and those whose assessment has outlived what it rests on. */
export async function refsToJudge(knex: Knex, now: Date): Promise<string[]> {
  return knex('environments as e')
    .leftJoin('recovery_assessments as r', 'r.environment', 'e.ref')
    .whereNull('r.environment')
    .orWhere('r.reassess_at', '<=', now.toISOString())
    .pluck('e.ref');
}
