import {
  RecoveryFact,
  RecoveryFactKind,
  StampedFact,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { StoredFact } from './storeFacts';
import { RecoveryFactRow } from './tables';

/** The newest fact of each kind, whoever told it. */
export type SourcedFacts = {
  [K in RecoveryFactKind]?: StampedFact<K> & Pick<StoredFact, 'source'>;
};

/** By `<tenant>/<stage>`; expired facts included, for they say when something was last known. */
export async function readFacts(
  knex: Knex,
  refs: readonly string[],
): Promise<Map<string, SourcedFacts>> {
  const rows = await knex<RecoveryFactRow>('recovery_facts')
    .whereIn('environment', [...refs])
    // Later ones replace earlier ones below; sources are the tie-break, so that the answer is always the same.
    .orderBy(['observed_at', 'collector', 'scope']);
  const byEnvironment = new Map<string, SourcedFacts>();
  for (const row of rows) {
    byEnvironment.set(row.environment, {
      ...byEnvironment.get(row.environment),
      [row.kind]: toFact(row),
    });
  }
  return byEnvironment;
}

function toFact(row: RecoveryFactRow) {
  const fact: RecoveryFact = JSON.parse(row.document);
  return {
    fact,
    observedAt: row.observed_at,
    expiresAt: row.expires_at,
    source: { collector: row.collector, scope: row.scope },
  };
}
