import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, toError } from '@backstage/errors';
import {
  RecoveryFacts,
  SignedRestoreTest,
  matchResults,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { RecoveryEvidence } from '../../change/RecoveryEvidence';
import { CollectionService } from '../../collection';
import { RecoveryAssessor } from '../assess/RecoveryAssessor';
import { RecoveryFactRow, RestoreTestRow, readFacts } from '../store';
import { neverWell } from './neverWell';
import { readExpectedTests } from './readExpectedTests';

/** How often a store is asked for the result of a running test: its own schedule would take minutes. */
const REFRESH_MS = 30_000;

/** A source that runs, or that another replica has not met yet: the next request comes soon. */
const PASSING: ReadonlySet<string> = new Set([
  'ConflictError',
  'NotFoundError',
]);

/** Evidence on restore tests from what the collectors stored; never reaches a backup store itself. */
export class StoredTestEvidence implements RecoveryEvidence {
  readonly #knex: Knex;
  readonly #collection: Pick<CollectionService, 'trigger'>;
  readonly #assessor: RecoveryAssessor;
  readonly #logger: LoggerService;
  readonly #askedAt = new Map<string, number>();

  constructor(options: {
    knex: Knex;
    collection: Pick<CollectionService, 'trigger'>;
    assessor: RecoveryAssessor;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#collection = options.collection;
    this.#assessor = options.assessor;
    this.#logger = options.logger;
  }

  async facts(environment: string): Promise<RecoveryFacts> {
    const facts = await readFacts(this.#knex, [environment]);
    return facts.get(environment) ?? {};
  }

  async database(environment: string) {
    return (await this.facts(environment)).database;
  }

  async running(environment: string): Promise<string | undefined> {
    const row = await this.#knex<RestoreTestRow>('restore_tests')
      .where({ environment })
      .whereNull('ended_at')
      .first('change_id');
    return row?.change_id;
  }

  async results(environment: string): Promise<SignedRestoreTest[]> {
    const facts = await readFacts(this.#knex, [environment]);
    const expected = await readExpectedTests(this.#knex, [environment]);
    return matchResults(
      facts.get(environment)?.['restore-tests']?.fact.results ?? [],
      expected.get(environment) ?? [],
    );
  }

  neverWell(environment: string): Promise<boolean> {
    return neverWell(this.#knex, environment);
  }

  async refresh(environment: string, now: Date): Promise<void> {
    const sources: Pick<RecoveryFactRow, 'collector' | 'scope'>[] =
      await this.#knex<RecoveryFactRow>('recovery_facts')
        .where({ environment })
        .whereIn('kind', ['database', 'restore-tests'])
        .distinct('collector', 'scope');
    for (const { collector, scope } of sources) {
      const source = `${collector}/${scope}`;
      const asked = this.#askedAt.get(source) ?? 0;
      if (now.getTime() - asked < REFRESH_MS) continue;
      this.#askedAt.set(source, now.getTime());
      await this.#trigger(collector, scope);
    }
  }

  judgeAgain(environment: string, now: Date): Promise<void> {
    return this.#assessor.assess([environment], now);
  }

  async #trigger(collector: string, scope: string): Promise<void> {
    try {
      await this.#collection.trigger(collector, scope);
    } catch (error) {
      if (isError(error) && PASSING.has(error.name)) return;
      this.#logger.warn(
        `${collector}/${scope} could not be asked for the result of a restore test: ${
          toError(error).message
        }`,
      );
    }
  }
}
