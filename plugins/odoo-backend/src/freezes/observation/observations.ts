import {
  ObservedFreezes,
  observedFreezesSchema,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ObservedFreezesRow } from '../tables';

/** What a cluster showed, and when. */
export interface SeenFreezes {
  at: Date;
  /** When it was first seen to differ from Git; absent: it did not, or nobody has compared them yet. */
  differsSince?: Date;
  freezes: ObservedFreezes;
}

/** The last look at a cluster is the one that counts. */
export async function storeObservedFreezes(
  knex: Knex,
  freezes: ObservedFreezes,
  at: Date,
): Promise<void> {
  const seen = {
    observed_at: at.toISOString(),
    document: JSON.stringify(freezes),
  };
  await knex<ObservedFreezesRow>('observed_freezes')
    .insert({ cluster: freezes.cluster, ...seen })
    .onConflict('cluster')
    .merge(seen);
}

const toSeen = ({
  observed_at,
  differs_since,
  document,
}: ObservedFreezesRow): SeenFreezes => ({
  at: new Date(observed_at),
  differsSince: differs_since ? new Date(differs_since) : undefined,
  freezes: observedFreezesSchema.parse(JSON.parse(document)),
});

/** By cluster. */
export async function readObservedFreezes(
  knex: Knex,
): Promise<ReadonlyMap<string, SeenFreezes>> {
  const rows = await knex<ObservedFreezesRow>('observed_freezes').select();
  return new Map(rows.map(row => [row.cluster, toSeen(row)]));
}

/** Undefined: nobody has ever told of that cluster. */
export async function readObservedFreezesOf(
  knex: Knex,
  cluster: string,
): Promise<SeenFreezes | undefined> {
  const row = await knex<ObservedFreezesRow>('observed_freezes')
    .where({ cluster })
    .first();
  return row && toSeen(row);
}

/** Keeps the first moment for as long as the cluster differs. */
export async function noteDiffers(
  knex: Knex,
  cluster: string,
  { differs, now }: { differs: boolean; now: Date },
): Promise<void> {
  const row = knex<ObservedFreezesRow>('observed_freezes').where({ cluster });
  await (differs
    ? row
        .whereNull('differs_since')
        .update({ differs_since: now.toISOString() })
    : row.whereNotNull('differs_since').update({ differs_since: null }));
}
