import { Source } from '@plumbline/plugin-odoo-common';
import { CollectionScope } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { SourceRow } from './tables';

export type Run = NonNullable<Source['lastRun']>;
type SourceScope = Pick<CollectionScope, 'slug' | 'title' | 'notAvailable'>;
type SourceKey = Pick<Source, 'collector' | 'scope'>;

/** What each collector and scope last did: our own history, whatever the scheduler keeps. */
export class SourceStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(now: Date): Promise<Source[]> {
    const rows = await this.#table()
      .orderBy('collector')
      .orderBy('scope')
      .select();
    return rows.map(row => toSource(row, now));
  }

  async find(key: SourceKey, now: Date): Promise<Source | undefined> {
    const row = await this.#table().where(key).first();
    return row && toSource(row, now);
  }

  /** Adds a source or renames it; its last run is kept. */
  async add(collector: string, scope: SourceScope): Promise<void> {
    await this.#table()
      .insert({
        collector,
        scope: scope.slug,
        title: scope.title,
        not_available: scope.notAvailable ?? null,
      })
      .onConflict(['collector', 'scope'])
      .merge(['title', 'not_available']);
  }

  /** Makes the listed sources those of the collector. */
  async replace(
    collector: string,
    scopes: readonly SourceScope[],
  ): Promise<void> {
    for (const scope of scopes) await this.add(collector, scope);
    await this.#table()
      .where({ collector })
      .whereNotIn(
        'scope',
        scopes.map(({ slug }) => slug),
      )
      .delete();
  }

  /** Forgets the collectors that are no longer installed. */
  async keepCollectors(collectors: readonly string[]): Promise<void> {
    await this.#table().whereNotIn('collector', collectors).delete();
  }

  /** @param until - when the run has timed out: a killed process must not look busy for ever */
  async started(key: SourceKey, until: Date): Promise<void> {
    await this.#table()
      .where(key)
      .update({ running_until: until.toISOString() });
  }

  async finished(key: SourceKey, run: Run): Promise<void> {
    await this.#table()
      .where(key)
      .update({ running_until: null, last_run: JSON.stringify(run) });
  }

  #table() {
    return this.#knex<SourceRow>('sources');
  }
}

function toSource(row: SourceRow, now: Date): Source {
  return {
    collector: row.collector,
    scope: row.scope,
    title: row.title,
    notAvailable: row.not_available ?? undefined,
    running:
      row.running_until !== null && row.running_until > now.toISOString(),
    lastRun: row.last_run === null ? undefined : JSON.parse(row.last_run),
  };
}
