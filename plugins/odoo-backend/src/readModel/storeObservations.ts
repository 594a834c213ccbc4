import { Observation } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ObservationRow, TransitionRow, batches } from './tables';

/** An observation of one environment; each (environment, probe) at most once in a call. */
export interface StoredObservation {
  /** `<tenant>/<stage>` */
  environment: string;
  observation: Observation;
}

/**
 * Keeps the latest observation of each probe and writes a transition where the status changed. An
 * observation older than the stored one is left out: a slow run must not undo a later one.
 */
export async function storeObservations(
  knex: Knex,
  observations: readonly StoredObservation[],
): Promise<void> {
  for (const batch of batches(observations)) {
    await knex.transaction(async trx => {
      const previous = await readPrevious(trx, batch);
      const { rows, transitions } = nextRows(batch, previous);
      if (rows.length) {
        await trx<ObservationRow>('observations')
          .insert(rows)
          .onConflict(['environment', 'probe'])
          .merge();
      }
      if (transitions.length) {
        await trx<TransitionRow>('transitions').insert(transitions);
      }
    });
  }
}

type PreviousRow = Pick<ObservationRow, 'status' | 'observed_at' | 'since'>;

const keyOf = (environment: string, probe: string) => `${environment} ${probe}`;

async function readPrevious(
  trx: Knex.Transaction,
  batch: readonly StoredObservation[],
): Promise<Map<string, PreviousRow>> {
  const rows = await trx<ObservationRow>('observations')
    .whereIn('environment', [...new Set(batch.map(o => o.environment))])
    .whereIn('probe', [...new Set(batch.map(o => o.observation.probe))])
    .select('environment', 'probe', 'status', 'observed_at', 'since');
  return new Map(rows.map(row => [keyOf(row.environment, row.probe), row]));
}

/** What to write, given what is stored. */
export function nextRows(
  batch: readonly StoredObservation[],
  previous: ReadonlyMap<string, PreviousRow>,
) {
  const rows: ObservationRow[] = [];
  const transitions: Omit<TransitionRow, 'id'>[] = [];
  for (const { environment, observation } of batch) {
    const { probe, status, observedAt } = observation;
    const before = previous.get(keyOf(environment, probe));
    if (before && before.observed_at > observedAt) continue;

    const unchanged = before?.status === status;
    const since = observation.since ?? (unchanged ? before.since : observedAt);
    rows.push({
      environment,
      probe,
      status,
      observed_at: observedAt,
      since,
      document: JSON.stringify({ ...observation, since }),
    });
    if (!unchanged) {
      transitions.push({
        environment,
        probe,
        from_status: before?.status ?? null,
        to_status: status,
        at: observedAt,
        summary: observation.summary,
      });
    }
  }
  return { rows, transitions };
}
