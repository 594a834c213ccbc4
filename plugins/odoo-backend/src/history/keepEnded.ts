import { Knex } from 'knex';
import { Hold } from './holds';
import { VerdictIntervalRow } from './tables';

/** Keeps verdicts that hold no longer. */
export async function keepEnded(
  trx: Knex.Transaction,
  judged: readonly { row: { environment: string }; ended?: Hold }[],
): Promise<void> {
  const rows = judged.flatMap(
    ({ row: { environment }, ended }): VerdictIntervalRow[] =>
      ended
        ? [
            {
              environment,
              from_at: ended.from,
              to_at: ended.until,
              status: ended.status,
            },
          ]
        : [],
  );
  if (rows.length === 0) return;
  await trx<VerdictIntervalRow>('verdict_intervals')
    .insert(rows)
    .onConflict(['environment', 'from_at'])
    .ignore();
}
