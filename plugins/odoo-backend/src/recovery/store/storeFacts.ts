import { RecoveryFact } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { batches } from '../../readModel';
import { RecoveryFactRow } from './tables';

/** A fact of one environment as its source told it; each (environment, kind, source) at most once in a call. */
export interface StoredFact {
  /** `<tenant>/<stage>` */
  environment: string;
  fact: RecoveryFact;
  observedAt: string;
  expiresAt: string;
  source: { collector: string; scope: string };
}

/** Reports of backups are long: more of them would make a statement of many megabytes. */
const AT_ONCE = 50;

/** Keeps the latest of each kind and source: a slow run must not undo a later one. */
export async function storeFacts(
  knex: Knex,
  facts: readonly StoredFact[],
): Promise<void> {
  for (const batch of batches(facts, AT_ONCE)) {
    await knex<RecoveryFactRow>('recovery_facts')
      .insert(batch.map(toRow))
      .onConflict(['environment', 'kind', 'collector', 'scope'])
      .merge()
      .whereRaw('recovery_facts.observed_at <= excluded.observed_at');
  }
}

function toRow(stored: StoredFact): RecoveryFactRow {
  const { environment, fact, observedAt, expiresAt, source } = stored;
  return {
    environment,
    kind: fact.kind,
    ...source,
    observed_at: observedAt,
    expires_at: expiresAt,
    document: JSON.stringify(fact),
  };
}
