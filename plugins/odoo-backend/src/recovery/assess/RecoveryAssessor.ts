import { Platform } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { assessRecoveries, refsToJudge } from './assessRecoveries';

/** Keeps the assessments of recovery in step with facts, tests, statements and time. */
export class RecoveryAssessor {
  readonly #knex: Knex;
  readonly #platform: Platform;

  constructor(options: { knex: Knex; platform: Platform }) {
    this.#knex = options.knex;
    this.#platform = options.platform;
  }

  assess(refs: readonly string[], now: Date): Promise<void> {
    return assessRecoveries(this.#knex, refs, this.#platform, now);
  }

  /** Judges again what has outlived its facts, also when no collector runs any more. */
  async assessDue(now: Date): Promise<void> {
    await this.assess(await refsToJudge(this.#knex, now), now);
  }
}
