import {
  Platform,
  RecoveryDetail,
  RecoveryList,
  RecoveryOrder,
  RecoveryOrderInput,
  RecoveryQuery,
  RestorePlan,
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
import { orderFor } from './order/orderFor';
import { planFor } from './plan/planFor';

/** What the recovery pages read: nothing here reaches a backup store. */
export class RecoveryModel {
  readonly #knex: Knex;
  readonly #platform: Platform;
  readonly #runbooks: readonly Runbook[];

  constructor(options: {
    knex: Knex;
    platform: Platform;
    runbooks: readonly Runbook[];
  }) {
    this.#knex = options.knex;
    this.#platform = options.platform;
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

  plan(ref: string, options: { to: string; now: Date }): Promise<RestorePlan> {
    return planFor(this.#knex, ref, options);
  }

  order(
    of: RecoveryOrderInput['of'],
    scope: { readable: ReadableEnvironments; now: Date },
  ): Promise<RecoveryOrder> {
    return orderFor(this.#knex, of, { ...scope, platform: this.#platform });
  }
}
