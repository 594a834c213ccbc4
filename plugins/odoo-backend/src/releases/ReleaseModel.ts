import { MatrixQuery, Platform } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ReadableEnvironments } from '../readModel';
import { MatrixPage, listMatrix } from './matrix/listMatrix';

/** Which release is where and how it did; nothing here reaches the repository or a cluster. */
export class ReleaseModel {
  readonly #knex: Knex;
  readonly #platform: Platform;

  constructor(options: { knex: Knex; platform: Platform }) {
    this.#knex = options.knex;
    this.#platform = options.platform;
  }

  matrix(
    query: MatrixQuery,
    options: { readable: ReadableEnvironments; after?: string; now: Date },
  ): Promise<MatrixPage> {
    const { rings } = this.#platform;
    return listMatrix(this.#knex, query, { ...options, rings });
  }
}
