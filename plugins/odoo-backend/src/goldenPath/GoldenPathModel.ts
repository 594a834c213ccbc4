import { GoldenPathQuery } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ReadableEnvironments } from '../readModel';
import { StandPage, listStands } from './listStands';

/** How the environments stand to the golden path; nothing here reaches the repository. */
export class GoldenPathModel {
  /** The version that this portal renders. */
  readonly current: string;
  readonly #knex: Knex;

  constructor(options: { knex: Knex; current: string }) {
    this.#knex = options.knex;
    this.current = options.current;
  }

  stands(
    query: GoldenPathQuery,
    options: { readable: ReadableEnvironments; after?: string; now: Date },
  ): Promise<StandPage> {
    return listStands(this.#knex, query, { ...options, current: this.current });
  }
}
