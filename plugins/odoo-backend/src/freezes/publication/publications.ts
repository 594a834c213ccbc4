import { Knex } from 'knex';
import { FreezePublicationRow } from '../tables';

const table = (knex: Knex) => knex<FreezePublicationRow>('freeze_publications');

/** The files of these clusters are right. */
export async function noteChecked(
  knex: Knex,
  clusters: readonly string[],
  now: Date,
): Promise<void> {
  const checked = { checked_at: now.toISOString(), error: null };
  for (const cluster of clusters) {
    await table(knex)
      .insert({ cluster, ...checked })
      .onConflict('cluster')
      .merge(checked);
  }
}

export async function notePublished(
  knex: Knex,
  clusters: readonly { cluster: string; knownUntil: Date }[],
  { commit, now }: { commit: string; now: Date },
): Promise<void> {
  for (const { cluster, knownUntil } of clusters) {
    const published = {
      commit,
      published_at: now.toISOString(),
      known_until: knownUntil.toISOString(),
      checked_at: now.toISOString(),
      error: null,
    };
    await table(knex)
      .insert({ cluster, ...published })
      .onConflict('cluster')
      .merge(published);
  }
}

/** Which of them would have needed it nobody knows. */
export async function noteFailed(
  knex: Knex,
  clusters: readonly string[],
  error: string,
): Promise<void> {
  for (const cluster of clusters) {
    await table(knex)
      .insert({ cluster, error })
      .onConflict('cluster')
      .merge({ error });
  }
}

export const readPublication = (
  knex: Knex,
  cluster: string,
): Promise<FreezePublicationRow | undefined> =>
  table(knex).where({ cluster }).first();

export const readPublications = (knex: Knex): Promise<FreezePublicationRow[]> =>
  table(knex).select();
