import { setMaxListeners } from 'node:events';
import { TokenCredential } from '@azure/core-auth';
import { NotFoundError } from '@backstage/errors';
import { Environment, Platform, ProbeId } from '@plumbline/plugin-odoo-common';
import {
  Collection,
  CollectionScope,
  Collector,
} from '@plumbline/plugin-odoo-node';
import { AzureConnection } from '../azure';
import { BackupConfig, StoreConfig } from '../config';
import { BACKUP_READERS, BackupReader } from '../readers';
import { ResultCache } from '../restoreTests';
import { placesOf } from './places';
import { RepositoryMemory } from './RepositoryMemory';
import { StoreAccess } from './StoreAccess';
import { StoreContext, StoreRun } from './StoreRun';

/** Of the time of a run; the rest is for handing over what was read. */
const READING_SHARE = 0.9;

const now = () => new Date();

export interface BackupStoreCollectorOptions {
  config: Pick<BackupConfig, 'schedule' | 'recovery'> & {
    backupStores: readonly StoreConfig[];
    platform: Platform;
  };
  /** To Azure Resource Manager. */
  arm: AzureConnection;
  identity: TokenCredential;
  readers?: readonly BackupReader[];
  clock?: () => Date;
}

/** What backup tools wrote into storage accounts, one scope for each account. */
export class BackupStoreCollector implements Collector {
  readonly id = 'backup-store';
  /** It tells of recovery alone. */
  readonly probes: readonly ProbeId[] = [];
  readonly schedule: Collector['schedule'];
  readonly #stores: Map<string, StoreAccess>;
  readonly #context: StoreContext;

  constructor(options: BackupStoreCollectorOptions) {
    const { config, readers = BACKUP_READERS, clock = now } = options;
    this.schedule = config.schedule;
    this.#stores = new Map(
      config.backupStores.map(store => [
        store.name,
        new StoreAccess(store, options),
      ]),
    );
    this.#context = {
      platform: config.platform,
      stores: config.backupStores,
      readers,
      keys: config.recovery.verificationKeys,
      frequencySeconds: config.schedule.frequencySeconds,
      repositories: new RepositoryMemory(),
      results: new ResultCache(),
      clock,
    };
  }

  async scopes(): Promise<CollectionScope[]> {
    return this.#context.stores.map(({ name, title = name }) => ({
      slug: name,
      title,
      covers: environment => this.#covers(name, environment),
    }));
  }

  async collect(
    { slug }: CollectionScope,
    {
      environments,
      now: observedAt,
      signal,
    }: Parameters<Collector['collect']>[1],
  ): Promise<Collection> {
    const store = this.#stores.get(slug);
    if (!store) throw new NotFoundError(`There is no backup store ${slug}`);
    const limit = this.schedule.timeoutSeconds * 1000 * READING_SHARE;
    const before = store.calls;
    const ended = AbortSignal.any([signal, AbortSignal.timeout(limit)]);
    // Every reading that is under way listens: more than Node.js takes for a leak.
    setMaxListeners(0, ended);
    const run = new StoreRun(store, this.#context, ended);
    const { facts, problems } = await run.read(environments);
    const collection = {
      observations: [],
      observedAt,
      upstreamCalls: store.calls - before,
      problems,
    };
    // A container may be lost; where no repository and no result was read, it is the account.
    const copies = facts.filter(({ fact }) => fact.kind === 'copies');
    if (facts.length > copies.length || environments.length === 0) {
      return { ...collection, recovery: facts };
    }
    const [first] = problems;
    const reason = first?.message ?? 'no environment could be read';
    return {
      ...collection,
      // Where copies lie Azure Resource Manager still tells: it matters most when the account is gone.
      recovery: store.config.resourceId ? copies : [],
      failure: `Nothing could be read: ${reason}`,
    };
  }

  /** Closes the connections, once the runs in progress have ended. */
  async close(): Promise<void> {
    await Promise.all([...this.#stores.values()].map(store => store.close()));
  }

  #covers(name: string, environment: Environment): boolean {
    const { platform, stores } = this.#context;
    const places = placesOf(environment, platform, stores);
    return [...places.repositories, places.restoreTests].some(
      place => place?.store === name,
    );
  }
}
