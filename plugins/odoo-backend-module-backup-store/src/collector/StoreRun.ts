import { toError } from '@backstage/errors';
import {
  Environment,
  Platform,
  RecoveryFact,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { StoreConfig } from '../config';
import { BackupReader } from '../readers';
import {
  ResultCache,
  VerificationKey,
  readRestoreTests,
} from '../restoreTests';
import {
  AccountReading,
  collectCopies,
  readAccountOnce,
} from './collectCopies';
import { Harvest } from './Harvest';
import { inTurns } from './inTurns';
import { Part, keyOf, partsOf } from './parts';
import { Place, RestoreTestPlace } from './places';
import { readRepository } from './readRepository';
import { RepositoryMemory } from './RepositoryMemory';
import { StoreAccess } from './StoreAccess';

/** Environments that are read at the same time; an account answers thousands of requests a second. */
const AT_A_TIME = 6;

/** What stays the same from run to run. */
export interface StoreContext {
  platform: Platform;
  stores: readonly StoreConfig[];
  readers: readonly BackupReader[];
  keys: readonly VerificationKey[];
  frequencySeconds: number;
  repositories: RepositoryMemory;
  results: ResultCache;
  clock: () => Date;
}

/** One run over one store, those environments first that were read the longest ago. */
export class StoreRun {
  readonly #harvest: Harvest;

  constructor(
    private readonly store: StoreAccess,
    private readonly context: StoreContext,
    private readonly signal: AbortSignal,
  ) {
    this.#harvest = new Harvest(signal);
  }

  async read(environments: readonly Environment[]): Promise<Harvest> {
    const { platform, stores, frequencySeconds, clock } = this.context;
    const { name } = this.store.config;
    const parts = partsOf(name, environments, platform, stores);
    const memory = this.context.repositories;
    const keys = parts.flatMap(({ repositories }) => repositories.map(keyOf));
    const due = memory.dueForContent(keys, frequencySeconds, clock().getTime());
    const account = await this.#account(parts);
    const inTurn = memory.inTurn(parts, ({ repositories }) =>
      repositories.map(keyOf),
    );
    await inTurns(inTurn, AT_A_TIME, part => this.#part(part, due, account));
    return this.#harvest;
  }

  async #account(parts: readonly Part[]): Promise<AccountReading | undefined> {
    const containers = parts.flatMap(({ repositories }) =>
      repositories.map(({ container }) => container),
    );
    try {
      return await readAccountOnce(
        this.store,
        new Set(containers),
        this.signal,
      );
    } catch (error) {
      const { title, name } = this.store.config;
      this.#harvest.report(title ?? name, toError(error).message);
      return undefined;
    }
  }

  async #part(
    { environment, repositories, copied, restoreTests }: Part,
    due: ReadonlySet<string>,
    account: AccountReading | undefined,
  ): Promise<void> {
    const gather = (read: () => Promise<RecoveryFact>) =>
      this.#harvest.gather(environment, read);
    await Promise.all([
      ...repositories.map(place =>
        gather(() => this.#repository(environment, place, due)),
      ),
      ...(account && copied.length
        ? [gather(() => this.#copies(copied, account))]
        : []),
      ...(restoreTests
        ? [gather(() => this.#restoreTests(environment, restoreTests))]
        : []),
    ]);
  }

  async #repository(
    { spec }: Environment,
    place: Place,
    due: ReadonlySet<string>,
  ): Promise<RecoveryFact> {
    const { platform, readers, repositories: memory, clock } = this.context;
    const key = keyOf(place);
    const { report, remembered } = await readRepository({
      store: this.store.container(place.container),
      place,
      policy: platform.tiers[spec.tier],
      readers,
      remembered: memory.get(key),
      depth: due.has(key) ? 'content' : 'metadata',
      // Not the start of the run: what was written since would look as if it came from the future.
      now: clock(),
      signal: this.signal,
    });
    memory.set(key, remembered);
    return { kind: place.role, report };
  }

  async #copies(
    repositories: readonly Place[],
    account: AccountReading,
  ): Promise<RecoveryFact> {
    const { platform, stores } = this.context;
    const options = { platform, stores, signal: this.signal };
    const copies = await collectCopies(
      this.store,
      repositories,
      account,
      options,
    );
    return { kind: 'copies', copies };
  }

  async #restoreTests(
    environment: Environment,
    { container, prefix }: RestoreTestPlace,
  ): Promise<RecoveryFact> {
    const ref = formatEnvironmentRef(environment);
    const { keys, results: cache } = this.context;
    const { results, problems } = await readRestoreTests({
      store: this.store.container(container),
      prefix,
      environment,
      keys,
      cache,
      signal: this.signal,
    });
    for (const problem of problems) this.#harvest.report(ref, problem);
    return { kind: 'restore-tests', results };
  }
}
