import {
  RecoveryDetail,
  RecoveryList,
  RecoveryQuery,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ReadableEnvironments } from '../readModel';
import { Runbook } from './detail/runbookFor';
import { readRecovery } from './detail/readRecovery';
import {
  RecoveryPage,
  RecoveryPosition,
  countRecovery,
  pageOfRecovery,
} from './list';

/** What the recovery pages read: nothing here reaches a backup store. */
export class RecoveryModel {
  readonly #knex: Knex;
  readonly #runbooks: readonly Runbook[];

  constructor(options: { knex: Knex; runbooks: readonly Runbook[] }) {
    this.#knex = options.knex;
    this.#runbooks = options.runbooks;
  }

  page(
    query: RecoveryQuery,
    scope: {
      readable: ReadableEnvironments;
      after?: RecoveryPosition;
      now: Date;
    },
  ): Promise<RecoveryPage> {
    return pageOfRecovery(this.#knex, query, scope);
  }

  counts(
    query: RecoveryQuery,
    scope: { readable: ReadableEnvironments; now: Date },
  ): Promise<Pick<RecoveryList, 'counts' | 'average' | 'total'>> {
    return countRecovery(this.#knex, query, scope);
  }

  detail(ref: string, now: Date): Promise<RecoveryDetail | undefined> {
    return readRecovery(this.#knex, ref, { runbooks: this.#runbooks, now });
  }
}
