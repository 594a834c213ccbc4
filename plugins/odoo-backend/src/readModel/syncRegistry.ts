import { Knex } from 'knex';
import { countedFrom, endDays } from '../history/rollUpDays';
import { RegistrySnapshot } from '../registry/RegistryService';
import { environmentRow } from './environmentRow';
import { initialVerdict } from './initialVerdict';
import {
  EnvironmentRow,
  RegistryStateRow,
  ReleaseRow,
  VerdictRow,
  batches,
} from './tables';

/**
 * What goes with an environment: one that gets its name later inherits none of it. Its days stay as long as days are
 * kept: a hand that takes its folder away and brings it back takes no history with it.
 */
const OF_ENVIRONMENTS = [
  'verdicts',
  'acknowledgements',
  'observations',
  'recovery_facts',
  'recovery_assessments',
  'recovery_records',
];

/** `lost`: another replica has moved the head meanwhile, nothing was written. */
export type SyncResult =
  | { outcome: 'lost' }
  | { outcome: 'synced'; changed: string[] };

/**
 * Brings environments and releases in step with a snapshot, writing only rows that differ. An environment
 * whose file became malformed keeps its last row: it still exists, and its evidence ages until the file is right.
 *
 * @param expectedHead - the head that the caller saw before; compared under a lock
 */
export async function syncRegistry(
  knex: Knex,
  snapshot: RegistrySnapshot,
  expectedHead: string | undefined,
  now: Date,
): Promise<SyncResult> {
  return knex.transaction(async trx => {
    const state = await trx<RegistryStateRow>('registry_state')
      .where({ id: 1 })
      .forUpdate()
      .first();
    if (state?.head !== expectedHead) return { outcome: 'lost' };

    const changed = await syncEnvironments(trx, snapshot, now);
    await syncReleases(trx, snapshot);
    await trx<RegistryStateRow>('registry_state')
      .insert({
        id: 1,
        head: snapshot.head,
        fetched_at: now.toISOString(),
        error: null,
      })
      .onConflict('id')
      .merge();
    return { outcome: 'synced', changed };
  });
}

async function syncEnvironments(
  trx: Knex.Transaction,
  snapshot: RegistrySnapshot,
  now: Date,
): Promise<string[]> {
  const stored = await trx<EnvironmentRow>('environments').select(
    'ref',
    'digest',
    'release_version',
    'release_since',
  );
  const previous = new Map(stored.map(row => [row.ref, row]));
  const rows = [...snapshot.environments].map(([ref, environment]) =>
    environmentRow(environment, previous.get(ref)),
  );
  const changed = rows.filter(
    row => previous.get(row.ref)?.digest !== row.digest,
  );
  for (const batch of batches(changed)) {
    await trx<EnvironmentRow>('environments')
      .insert(batch)
      .onConflict('ref')
      .merge();
    await trx<VerdictRow>('verdicts')
      .insert(
        batch.map(({ ref }) => ({
          ...initialVerdict(ref, now),
          rolled_until: countedFrom(now),
        })),
      )
      .onConflict('environment')
      .ignore();
  }
  const removed = stored
    .map(({ ref }) => ref)
    .filter(ref => !snapshot.named.has(ref));
  for (const batch of batches(removed)) {
    await endDays(trx, batch, now);
    await trx('environments').whereIn('ref', batch).delete();
    for (const table of OF_ENVIRONMENTS) {
      await trx(table).whereIn('environment', batch).delete();
    }
  }
  return changed.map(({ ref }) => ref);
}

async function syncReleases(
  trx: Knex.Transaction,
  { releases }: RegistrySnapshot,
): Promise<void> {
  const rows = [...releases.values()].map(
    ({ metadata, spec }): ReleaseRow => ({
      version: metadata.name,
      series: spec.series,
      edition: spec.edition,
      digest: spec.digest,
      schema_class: spec.schemaClass,
      released_at: new Date(spec.releasedAt).toISOString(),
    }),
  );
  await trx('releases').delete();
  for (const batch of batches(rows)) {
    await trx<ReleaseRow>('releases').insert(batch);
  }
}
