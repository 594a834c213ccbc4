import { createHash } from 'node:crypto';
import { Observation } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { SameObservation, refreshObservations } from './refreshObservations';
import { ObservationRow, TransitionRow, batches } from './tables';

/** An observation of one environment; each (environment, probe) at most once in a call. */
export interface StoredObservation {
  /** `<tenant>/<stage>` */
  environment: string;
  observation: Observation;
}

/**
 * Keeps the latest observation of each probe and writes a transition where the status changed. An
 * observation older than the stored one is left out: a slow run must not undo a later one. One that says the
 * same again moves the times alone.
 *
 * @returns the environments of which something is said that was not said before
 */
export async function storeObservations(
  knex: Knex,
  observations: readonly StoredObservation[],
): Promise<Set<string>> {
  const changed = new Set<string>();
  for (let left = observations; left.length > 0; ) {
    const same = await storeNews(knex, left, changed);
    // Another run may write between reading and confirming: then its words are compared anew.
    left = await refreshObservations(knex, same);
  }
  return changed;
}

/** Answers those that say what is stored already. */
async function storeNews(
  knex: Knex,
  observations: readonly StoredObservation[],
  changed: Set<string>,
): Promise<SameObservation[]> {
  const same: SameObservation[] = [];
  for (const batch of batches(observations)) {
    await knex.transaction(async trx => {
      const next = nextRows(batch, await readPrevious(trx, batch));
      same.push(...next.same);
      for (const { environment } of next.rows) changed.add(environment);
      if (next.rows.length) {
        await trx<ObservationRow>('observations')
          .insert(next.rows)
          .onConflict(['environment', 'probe'])
          .merge()
          // Another run may have written since they were read: the older one must not undo the later.
          .whereRaw('observations.observed_at <= excluded.observed_at');
      }
      if (next.transitions.length) {
        await trx<TransitionRow>('transitions').insert(next.transitions);
      }
    });
  }
  return same;
}

type PreviousRow = Pick<
  ObservationRow,
  'status' | 'observed_at' | 'expires_at' | 'since' | 'fingerprint'
>;

const keyOf = (environment: string, probe: string) => `${environment} ${probe}`;

async function readPrevious(
  trx: Knex.Transaction,
  batch: readonly StoredObservation[],
): Promise<Map<string, PreviousRow>> {
  const rows = await trx<ObservationRow>('observations')
    .whereIn('environment', [...new Set(batch.map(o => o.environment))])
    .whereIn('probe', [...new Set(batch.map(o => o.observation.probe))])
    .select(
      'environment',
      'probe',
      'status',
      'observed_at',
      'expires_at',
      'since',
      'fingerprint',
    );
  return new Map(rows.map(row => [keyOf(row.environment, row.probe), row]));
}

/** What to write, given what is stored. */
export function nextRows(
  batch: readonly StoredObservation[],
  previous: ReadonlyMap<string, PreviousRow>,
) {
  const rows: ObservationRow[] = [];
  const same: SameObservation[] = [];
  const transitions: Omit<TransitionRow, 'id'>[] = [];
  for (const stored of batch) {
    const { environment, observation } = stored;
    const { probe, status, observedAt, expiresAt } = observation;
    const before = previous.get(keyOf(environment, probe));
    if (before && before.observed_at > observedAt) continue;
    const fingerprint = fingerprintOf(stored);
    if (before?.fingerprint === fingerprint && isOurs(before, observation)) {
      same.push({ ...stored, fingerprint });
      continue;
    }

    const unchanged = before?.status === status;
    const since = observation.since ?? (unchanged ? before.since : observedAt);
    rows.push({
      environment,
      probe,
      status,
      observed_at: observedAt,
      expires_at: expiresAt,
      since,
      fingerprint,
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
  return { rows, same, transitions };
}

/**
 * A replica of the former release knows neither fingerprint nor expiry and leaves both as they were: then the
 * fingerprint is not that of what it wrote.
 */
function isOurs(before: PreviousRow, next: Observation): boolean {
  const life = (from: string, to: string) => Date.parse(to) - Date.parse(from);
  return (
    before.expires_at !== null &&
    life(before.observed_at, before.expires_at) ===
      life(next.observedAt, next.expiresAt)
  );
}

/** Of what it says and of whom, whenever it is said. */
function fingerprintOf({
  environment,
  observation,
}: StoredObservation): string {
  const { observedAt, expiresAt, ...said } = observation;
  return createHash('sha256')
    .update(JSON.stringify([environment, said]))
    .digest('base64url');
}
