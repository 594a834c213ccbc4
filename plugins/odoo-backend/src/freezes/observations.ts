import {
  ObservedFreezes,
  observedFreezesSchema,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ObservedFreezesRow } from './tables';

/** What a cluster showed, and when. */
export interface SeenFreezes {
  at: Date;
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

/** By cluster. */
export async function readObservedFreezes(
  knex: Knex,
): Promise<ReadonlyMap<string, SeenFreezes>> {
  const rows = await knex<ObservedFreezesRow>('observed_freezes').select();
  return new Map(
    rows.map(({ cluster, observed_at, document }) => [
      cluster,
      {
        at: new Date(observed_at),
        freezes: observedFreezesSchema.parse(JSON.parse(document)),
      },
    ]),
  );
}
