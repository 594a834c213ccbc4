import type { Platform } from '@plumbline/plugin-odoo-common';
import type { Logger } from '../../controllers';
import type { Books } from '../database/books';
import type { BackedUpServer, Ledger } from '../ledger/ledger';
import type { RegionStore } from '../store/regionStore';
import { ServerCopies } from './serverCopies';
import type { WalSpool } from './walSpool';

export interface LiveServersOptions {
  platform: Platform;
  books: Books;
  stores: readonly RegionStore[];
  ledger: Ledger;
  logger: Logger;
}

/** The servers of the ledger with what they have in the stores. */
export class LiveServers {
  readonly #copies = new Map<BackedUpServer, ServerCopies>();
  readonly #troubles = new Map<BackedUpServer, string>();

  constructor(
    private readonly options: LiveServersOptions,
    private readonly spool: WalSpool,
  ) {}

  /** Those that have something to ship, and whose store is there. */
  reachable(): BackedUpServer[] {
    return this.options.ledger.servers.filter(
      server =>
        server.primary.segment !== '' &&
        this.storeOf(server.region).azurite.running,
    );
  }

  /** @throws when it has no backups */
  find(environment: string): BackedUpServer {
    const found = this.options.ledger.servers.find(
      server => server.environment === environment,
    );
    if (!found) throw new Error(`${environment} has no backups`);
    return found;
  }

  storeOf(region: string): RegionStore {
    const store = this.options.stores.find(each => each.region === region);
    if (!store) throw new Error(`there is no store in ${region}`);
    return store;
  }

  copiesOf(server: BackedUpServer): ServerCopies {
    const known = this.#copies.get(server);
    if (known) return known;
    const { platform, books } = this.options;
    const store = this.storeOf(server.region);
    const copies = new ServerCopies(server, store, platform, this.spool, books);
    this.#copies.set(server, copies);
    return copies;
  }

  /** Does something for one server; a failure is told, and is none of the others' business. */
  async attempt(
    server: BackedUpServer,
    work: (copies: ServerCopies) => Promise<void>,
  ): Promise<boolean> {
    try {
      await work(this.copiesOf(server));
      this.#troubles.delete(server);
      return true;
    } catch (error) {
      // It is tried again at the next round; its repetitions would only drown others.
      const text = error instanceof Error ? error.message : String(error);
      if (this.#troubles.get(server) !== text) {
        this.options.logger.warn(`backups of ${server.environment}: ${text}`);
      }
      this.#troubles.set(server, text);
      return false;
    }
  }

  /** The last segment that every store has. */
  everywhere(): string {
    const cursors = this.options.ledger.servers
      .flatMap(({ primary, secondary }) => [primary.segment, secondary.segment])
      .filter(Boolean);
    return cursors.sort()[0] ?? '';
  }
}
