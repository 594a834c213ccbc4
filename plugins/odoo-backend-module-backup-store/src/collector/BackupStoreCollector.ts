import { TokenCredential } from '@azure/core-auth';
import { NotFoundError } from '@backstage/errors';
import { Environment, Platform, ProbeId } from '@plumbline/plugin-odoo-common';
import {
  Collection,
  CollectionScope,
  Collector,
} from '@plumbline/plugin-odoo-node';
import { ArmClient } from '../azure/arm';
import { BackupConfig, StoreConfig } from '../config';
import { BACKUP_READERS } from '../readers';
import { StoreContext, collectStore } from './collectStore';
import { placesOf } from './places';
import { RepositoryMemory } from './RepositoryMemory';
import { StoreAccess } from './StoreAccess';

/** Of the time of a run; the rest is for handing over what was read. */
const READING_SHARE = 0.9;

export interface BackupStoreCollectorOptions {
  config: Pick<BackupConfig, 'schedule' | 'recovery'> & {
    backupStores: readonly StoreConfig[];
    platform: Platform;
  };
  arm: ArmClient;
  identity: TokenCredential;
  clock?: () => Date;
}

/** What backup tools wrote into storage accounts, one scope for each account. */
export class BackupStoreCollector implements Collector {
  readonly id = 'backup-store';
  /** It tells of recovery alone. */
  readonly probes: readonly ProbeId[] = [];
  readonly schedule: Collector['schedule'];
  readonly #stores: Map<string, StoreAccess>;
  readonly #arm: ArmClient;
  readonly #context: StoreContext;

  constructor(options: BackupStoreCollectorOptions) {
    const { config, arm, clock = () => new Date() } = options;
    this.schedule = config.schedule;
    this.#arm = arm;
    this.#stores = new Map(
      config.backupStores.map(store => [
        store.name,
        new StoreAccess(store, options),
      ]),
    );
    this.#context = {
      platform: config.platform,
      stores: config.backupStores,
      readers: BACKUP_READERS,
      keys: config.recovery.verificationKeys,
      frequencySeconds: config.schedule.frequencySeconds,
      repositories: new RepositoryMemory(),
      restoreTests: new Map(),
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
    { environments, now, signal }: Parameters<Collector['collect']>[1],
  ): Promise<Collection> {
    const store = this.#stores.get(slug);
    if (!store) throw new NotFoundError(`There is no backup store ${slug}`);
    const limit = this.schedule.timeoutSeconds * 1000 * READING_SHARE;
    const before = store.calls + this.#arm.calls;
    const { facts, problems } = await collectStore(
      store,
      environments,
      this.#context,
      AbortSignal.any([signal, AbortSignal.timeout(limit)]),
    );
    // One environment may have lost its container; when no fact came from any, it is the account.
    const dead = environments.length > 0 && facts.length === 0;
    return {
      observations: [],
      recovery: facts,
      observedAt: now,
      upstreamCalls: store.calls + this.#arm.calls - before,
      problems,
      ...(dead && {
        failure: `Nothing could be read: ${
          problems[0]?.message ?? 'no reason given'
        }`,
      }),
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
