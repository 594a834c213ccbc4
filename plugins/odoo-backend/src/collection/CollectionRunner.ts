import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  formatEnvironmentRef,
  sourceProblemSchema,
} from '@plumbline/plugin-odoo-common';
import { CollectionScope, Collector } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import pLimit from 'p-limit';
import { Signals } from '../notify';
import { RecoveryAssessor } from '../recovery';
import { storeObservedFreezes } from '../freezes';
import { StoredFact, storeFacts } from '../recovery/store';
import { Assessor, Run, SourceStore, storeObservations } from '../readModel';
import { RegistryService, RegistrySnapshot } from '../registry';
import { stampCollection } from './stampCollection';
import { stampRecovery } from './stampRecovery';
import { withDeadline } from './withDeadline';

type RunResult = Omit<Run, 'startedAt' | 'finishedAt'>;

/** Environments of which only the name can be read. */
const malformed = ({ named, environments }: RegistrySnapshot) =>
  [...named].filter(ref => !environments.has(ref));

/**
 * Runs of one process that store at the same time. All sources begin together after a start; without a limit
 * they would take every connection of the pool, and pages would wait for them.
 */
const STORING_AT_ONCE = 2;

/** Runs one collector on one scope, stores what it saw and judges the environments of the scope. */
export class CollectionRunner {
  readonly #knex: Knex;
  readonly #registry: RegistryService;
  readonly #sources: SourceStore;
  readonly #assessor: Assessor;
  readonly #recovery: RecoveryAssessor;
  readonly #signals: Pick<Signals, 'tell'>;
  readonly #logger: LoggerService;
  readonly #storing = pLimit(STORING_AT_ONCE);

  constructor(options: {
    knex: Knex;
    registry: RegistryService;
    sources: SourceStore;
    assessor: Assessor;
    recovery: RecoveryAssessor;
    signals: Pick<Signals, 'tell'>;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#registry = options.registry;
    this.#sources = options.sources;
    this.#assessor = options.assessor;
    this.#recovery = options.recovery;
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  /**
   * Ends with a recorded run whatever the collector does. A failed run writes no observation: the last
   * ones stay and age.
   */
  async run(
    collector: Collector,
    scope: CollectionScope,
    cancelled: AbortSignal,
  ): Promise<void> {
    const startedAt = new Date();
    const key = { collector: collector.id, scope: scope.slug };
    const { timeoutSeconds } = collector.schedule;
    await this.#sources.started(
      key,
      new Date(startedAt.getTime() + timeoutSeconds * 1000),
    );
    this.#signals.tell('sources');
    const result = await this.#attempt(collector, scope, cancelled);
    if (result.outcome === 'failed') {
      const [{ message }] = result.problems;
      this.#logger.warn(
        `Collection of ${key.collector}/${key.scope} failed: ${message}`,
      );
    }
    await this.#sources.finished(key, {
      ...result,
      startedAt: startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
    });
    this.#signals.tell('sources');
  }

  async #attempt(
    collector: Collector,
    scope: CollectionScope,
    cancelled: AbortSignal,
  ): Promise<RunResult> {
    try {
      return await this.#collect(collector, scope, cancelled);
    } catch (error) {
      return {
        outcome: 'failed',
        upstreamCalls: 0,
        environments: 0,
        observations: 0,
        problems: [
          {
            kind: 'failed',
            subject: scope.title,
            message: toError(error).message,
          },
        ],
      };
    }
  }

  async #collect(
    collector: Collector,
    scope: CollectionScope,
    cancelled: AbortSignal,
  ): Promise<RunResult> {
    const registered = await this.#registry.snapshot();
    const environments = [...registered.environments.values()].filter(
      environment => scope.covers(environment),
    );
    const collection = await withDeadline(
      collector.schedule.timeoutSeconds,
      cancelled,
      signal =>
        collector.collect(scope, { environments, now: new Date(), signal }),
    );
    const now = new Date();
    const covered = new Set([
      ...environments.map(formatEnvironmentRef),
      ...(scope.coversMalformed ? malformed(registered) : []),
    ]);
    const context = { collector, scope: scope.slug, covered, now };
    const stamped = stampCollection(collection, context);
    const { observations } = stamped;
    const recovery = stampRecovery(collection, context);
    await this.#storing(async () => {
      const { freezes, observedAt } = collection;
      // Of another cluster than the scope's it would hide what was seen there.
      const isOurs = environments.some(
        ({ placement }) => placement.cluster === freezes?.cluster,
      );
      // Before what is seen of environments: who takes that for the whole finds this.
      if (freezes && isOurs) {
        await storeObservedFreezes(this.#knex, freezes, observedAt);
      }
      const changed = await storeObservations(this.#knex, observations);
      if (collector.steady) await this.#assessor.assessNews([...changed], now);
      else await this.#assessor.assess([...covered], now);
      await this.#keepRecovery(recovery.facts, now);
    });
    const { failure, upstreamCalls } = collection;
    const problems = [
      ...(failure ? [{ subject: scope.title, message: failure }] : []),
      ...stamped.problems,
      ...recovery.problems,
    ].map(problem => sourceProblemSchema.parse(problem));
    return {
      outcome: outcomeOf(failure, problems),
      upstreamCalls,
      environments: environments.length,
      observations: observations.length,
      problems,
    };
  }

  async #keepRecovery(facts: readonly StoredFact[], now: Date): Promise<void> {
    await storeFacts(this.#knex, facts);
    const told = new Set(facts.map(({ environment }) => environment));
    await this.#recovery.assess([...told], now);
  }
}

function outcomeOf(
  failure: string | undefined,
  problems: Run['problems'],
): Run['outcome'] {
  if (failure) return 'failed';
  return problems.length ? 'partial' : 'ok';
}
