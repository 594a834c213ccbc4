import { Knex } from 'knex';
import { VerdictRow } from './tables';

/**
 * Evidence that was confirmed since the verdict was stored must not turn it grey before it is judged again: longer
 * than the longest pause between two reviews (`odoo.collection.reassessSeconds`).
 */
const EARLY_MS = 130_000;

/** Within the time for which a verdict without evidence is vouched for. */
const WATCH_EARLY_MS = 5 * 60_000;

/** Environments whose verdict outlives some of its evidence, and those for whose verdict soon nobody vouches. */
export async function refsToReassess(knex: Knex, now: Date): Promise<string[]> {
  const ahead = (ms: number) => new Date(now.getTime() + ms).toISOString();
  return knex<VerdictRow>('verdicts')
    .where('reassess_at', '<=', ahead(EARLY_MS))
    .orWhere(watched =>
      watched
        .whereNull('reassess_at')
        .where(until =>
          until
            .whereNull('held_until')
            .orWhere('held_until', '<=', ahead(WATCH_EARLY_MS)),
        ),
    )
    .pluck('environment');
}

/** Environments that may have got back the evidence that they lacked. */
export async function refsWithoutEvidence(
  knex: Knex,
  now: Date,
): Promise<string[]> {
  return knex<VerdictRow>('verdicts')
    .where({ status: 'unknown' })
    .orWhereIn('evidence', ['stale', 'missing'])
    .orWhere('reassess_at', '<=', now.toISOString())
    .pluck('environment');
}
