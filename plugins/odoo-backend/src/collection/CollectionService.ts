import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError, toError } from '@backstage/errors';
import { CollectionScope, Collector } from '@plumbline/plugin-odoo-node';
import { SourceStore } from '../readModel';
import { CollectionRunner } from './CollectionRunner';

/** Task ids, parts of URLs and rows are made of these names. */
const SLUG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

/** The source under which a failure to read a collector's scopes is shown. */
const SCOPES_SOURCE = 'scopes';

/**
 * Time that the scheduler grants a run beyond the collector's own, to store what was read before another
 * replica may start the next.
 */
const STORE_SECONDS = 30;

/** Keeps one scheduled task for every collector and scope that exists now. */
export class CollectionService {
  readonly #collectors: readonly Collector[];
  readonly #scheduler: SchedulerService;
  readonly #runner: CollectionRunner;
  readonly #sources: SourceStore;
  readonly #logger: LoggerService;
  readonly #tasks = new Map<string, AbortController>();
  /** As last read, by task: what a scope covers may change while its task goes on. */
  readonly #scopes = new Map<string, CollectionScope>();

  constructor(options: {
    collectors: readonly Collector[];
    scheduler: SchedulerService;
    runner: CollectionRunner;
    sources: SourceStore;
    logger: LoggerService;
  }) {
    this.#collectors = options.collectors;
    this.#scheduler = options.scheduler;
    this.#runner = options.runner;
    this.#sources = options.sources;
    this.#logger = options.logger;
  }

  /** Reads the scopes of every collector again and starts or ends tasks accordingly. */
  async readScopes(): Promise<void> {
    await this.#sources.keepCollectors(this.#collectors.map(({ id }) => id));
    for (const collector of this.#collectors) {
      try {
        await this.#schedule(collector, await readScopes(collector));
      } catch (error) {
        await this.#reportUnreadable(collector, toError(error).message);
      }
    }
  }

  /** Runs a source soon. Fails with NotFoundError, or with ConflictError when it runs or cannot run. */
  async trigger(collector: string, scope: string): Promise<void> {
    const source = await this.#sources.find({ collector, scope }, new Date());
    if (!source) {
      throw new NotFoundError(`There is no source ${collector}/${scope}`);
    }
    if (source.notAvailable) {
      throw new ConflictError(
        `${collector}/${scope} is not available: ${source.notAvailable}`,
      );
    }
    if (source.running) {
      throw new ConflictError(`${collector}/${scope} is already running`);
    }
    await this.#scheduler.triggerTask(taskId(collector, scope));
  }

  async #schedule(
    collector: Collector,
    scopes: readonly CollectionScope[],
  ): Promise<void> {
    await this.#sources.replace(collector.id, scopes);
    const runnable = scopes.filter(({ notAvailable }) => !notAvailable);
    const wanted = new Map(
      runnable.map(scope => [taskId(collector.id, scope.slug), scope]),
    );
    for (const [id, controller] of this.#tasks) {
      if (id.startsWith(taskId(collector.id, '')) && !wanted.has(id)) {
        controller.abort();
        this.#tasks.delete(id);
        this.#scopes.delete(id);
      }
    }
    for (const [id, scope] of wanted) {
      this.#scopes.set(id, scope);
      if (!this.#tasks.has(id)) await this.#start(id, collector);
    }
  }

  async #start(id: string, collector: Collector): Promise<void> {
    const controller = new AbortController();
    const { frequencySeconds, timeoutSeconds } = collector.schedule;
    this.#tasks.set(id, controller);
    await this.#scheduler.scheduleTask({
      id,
      frequency: { seconds: frequencySeconds },
      timeout: { seconds: timeoutSeconds + STORE_SECONDS },
      scope: 'global',
      signal: controller.signal,
      fn: async signal => {
        const scope = this.#scopes.get(id);
        if (scope) await this.#runner.run(collector, scope, signal);
      },
    });
  }

  /** The tasks of the scopes that were known go on: a dead discovery must not stop the collection. */
  async #reportUnreadable({ id }: Collector, message: string): Promise<void> {
    this.#logger.warn(`The scopes of ${id} could not be read: ${message}`);
    await this.#sources.add(id, {
      slug: SCOPES_SOURCE,
      title: `Scopes of ${id}`,
      notAvailable: message,
    });
  }
}

function taskId(collector: string, scope: string): string {
  return `collect:${collector}:${scope}`;
}

async function readScopes(collector: Collector): Promise<CollectionScope[]> {
  const scopes = await collector.scopes();
  const slugs = scopes.map(({ slug }) => slug);
  const wrong = slugs.filter(
    (slug, index) => !SLUG.test(slug) || slugs.indexOf(slug) !== index,
  );
  if (wrong.length) {
    throw new Error(`scopes with unusable or repeated names: ${wrong.join()}`);
  }
  return scopes;
}
