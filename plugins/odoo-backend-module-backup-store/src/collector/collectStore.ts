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
  RestoreTestMemory,
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
import { Place, placesOf, RestoreTestPlace } from './places';
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
  /** By environment. */
  restoreTests: Map<string, RestoreTestMemory>;
  clock: () => Date;
}

/** One environment as far as it lies in the store of the run. */
interface Part {
  environment: Environment;
  repositories: Place[];
  restoreTests?: RestoreTestPlace;
}

/** Reads what one store holds of its environments, those first that were read the longest ago. */
export async function collectStore(
  store: StoreAccess,
  environments: readonly Environment[],
  context: StoreContext,
  signal: AbortSignal,
): Promise<Harvest> {
  const run = new StoreRun(store, context, signal);
  await run.read(partsOf(store, environments, context));
  return run.harvest;
}

class StoreRun {
  readonly harvest: Harvest;

  constructor(
    private readonly store: StoreAccess,
    private readonly context: StoreContext,
    private readonly signal: AbortSignal,
  ) {
    this.harvest = new Harvest(signal);
  }

  async read(parts: readonly Part[]): Promise<void> {
    const { repositories: memory, frequencySeconds, clock } = this.context;
    const keys = parts.flatMap(({ repositories }) => repositories.map(keyOf));
    const due = memory.dueForContent(keys, frequencySeconds, clock().getTime());
    const account = await this.#account(parts);
    const inTurn = memory.inTurn(parts, ({ repositories }) =>
      repositories.map(keyOf),
    );
    await inTurns(inTurn, AT_A_TIME, part => this.#part(part, due, account));
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
      this.harvest.report(title ?? name, toError(error).message);
      return undefined;
    }
  }

  async #part(
    { environment, repositories, restoreTests }: Part,
    due: ReadonlySet<string>,
    account: AccountReading | undefined,
  ): Promise<void> {
    const gather = (read: () => Promise<RecoveryFact>) =>
      this.harvest.gather(environment, read);
    await Promise.all([
      ...repositories.map(place =>
        gather(() => this.#repository(environment, place, due)),
      ),
      ...(account && repositories.length
        ? [gather(() => this.#copies(repositories, account))]
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
    const { keys, restoreTests: known } = this.context;
    const { results, problems, memory } = await readRestoreTests({
      store: this.store.container(container),
      prefix,
      environment,
      keys,
      memory: known.get(ref),
      signal: this.signal,
    });
    known.set(ref, memory);
    for (const problem of problems) this.harvest.report(ref, problem);
    return { kind: 'restore-tests', results };
  }
}

function partsOf(
  { config }: StoreAccess,
  environments: readonly Environment[],
  { platform, stores }: StoreContext,
): Part[] {
  return environments.map(environment => {
    const places = placesOf(environment, platform, stores);
    const { restoreTests } = places;
    return {
      environment,
      repositories: places.repositories.filter(
        ({ store }) => store === config.name,
      ),
      restoreTests:
        restoreTests?.store === config.name ? restoreTests : undefined,
    };
  });
}

function keyOf({ store, container, prefix, role }: Place): string {
  return [store, container, prefix, role].join('\0');
}
