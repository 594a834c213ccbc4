import { DriftQuery } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ReadableEnvironments } from '../readModel';
import { DriftPage, DriftPosition, listDrift } from './listDrift';

/** What differs from what it should be, as the last collections saw it. */
export class DriftModel {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  list(
    query: DriftQuery,
    options: {
      readable: ReadableEnvironments;
      after?: DriftPosition;
      now: Date;
    },
  ): Promise<DriftPage> {
    return listDrift(this.#knex, query, options);
  }
}
