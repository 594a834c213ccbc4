import type { Platform } from '@plumbline/plugin-odoo-common';
import type { Logger } from '../../controllers';
import type { Books } from '../database/books';
import type { DatabaseServer } from '../database/databaseServer';
import type { BackupFaults } from '../faults';
import type { BackedUpServer, BaseRun, Ledger } from '../ledger/ledger';
import type { RegionStore } from '../store/regionStore';
import { ServerCopies } from './serverCopies';
import type { SegmentFile } from './serverStore';
import { SharedBase } from './sharedBase';
import { WalSpool } from './walSpool';

/** `archive_timeout` of the databases. */
const ROUND_MS = 60_000;
/** So many segments after a base backup, one in their middle is not taken for one that is still on its way. */
const LONG_CHAIN = 24;
/** A document is attached every so many rounds. */
const ROUNDS_PER_DOCUMENT = 5;

export interface LiveBackupsOptions {
  platform: Platform;
  server: DatabaseServer;
  books: Books;
  stores: readonly RegionStore[];
  ledger: Ledger;
  faults: BackupFaults;
  /** Writes the ledger. */
  keep(): Promise<void>;
  logger: Logger;
}

/** Writes into the stores as time goes by: WAL and documents every minute, base backups when they are asked for. */
export class LiveBackups {
  /** Environments whose archiving process hangs: nothing fails, and nothing comes. */
  readonly hanging = new Set<string>();
  readonly #spool: WalSpool;
  readonly #bases: SharedBase;
  readonly #copies = new Map<BackedUpServer, ServerCopies>();
  readonly #troubles = new Map<BackedUpServer, string>();
  #rounds = 0;
  #previous: { startedAt: Date; endedAt: Date } | undefined;
  readonly #syncedAt = new Map<string, Date>();
  /** One thing after the other. */
  #work: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(private readonly options: LiveBackupsOptions) {
    const { server, stores, ledger } = options;
    this.#spool = new WalSpool(server.archiveFolder);
    this.#bases = new SharedBase(server);
    const until = ledger.lives[ledger.lives.length - 1].until;
    for (const { region } of stores) this.#syncedAt.set(region, until);
  }

  /** Everything that the store of a region was given before this moment is in the other region too. */
  syncedAt(region: string): Date {
    return this.#syncedAt.get(region) ?? new Date(0);
  }

  start(): void {
    this.#later(async () => {
      for (const server of this.#reachable()) {
        await this.#try(server, copies => copies.comeBack());
      }
    });
    const next = () => {
      this.#later(() => this.#round());
      this.#timer = setTimeout(next, ROUND_MS);
    };
    next();
  }

  /** Work goes on in the books, a segment ends, and everything new is shipped. */
  round(): Promise<void> {
    return this.#next(() => this.#round());
  }

  /** Takes segments out of the middle of the chain that a restore of an environment would need now. */
  takeOutSegments(environment: string, count: number): Promise<SegmentFile[]> {
    return this.#next(async () => {
      const server = this.#serverOf(environment);
      const copies = this.#copiesOf(server);
      const newest = server.runs.findLast(run => run.state === 'completed');
      const begin = newest?.base?.endSegment ?? '';
      const { length } = await copies.segmentsAfter(begin);
      for (let have = length; have < LONG_CHAIN; have += 1) {
        await this.#endSegment(new Date());
      }
      await copies.shipWal();
      const chain = await copies.segmentsAfter(begin);
      const middle = Math.floor(chain.length / 2);
      return copies.takeOut(chain.slice(middle, middle + count));
    });
  }

  putBackSegment(environment: string, segment: SegmentFile): Promise<void> {
    const copies = this.#copiesOf(this.#serverOf(environment));
    return this.#next(() => copies.putBack(segment));
  }

  /** Takes the base backup of a run; while that is impossible the run goes on. */
  take(server: BackedUpServer, run: BaseRun): void {
    this.#later(() => this.#take(server, run));
  }

  forget(server: BackedUpServer, run: BaseRun): void {
    this.#later(() => this.#try(server, copies => copies.forget(run)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#work;
    await this.#keep();
  }

  /** Does something after all that was asked for before. */
  #next<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#work.then(work);
    this.#work = result.catch(() => undefined);
    return result;
  }

  /** The same for what nobody waits for; nothing of it begins any more once it is stopped. */
  #later(work: () => Promise<unknown>): void {
    this.#next(async () => (this.#stopped ? undefined : work())).catch(error =>
      this.options.logger.warn(`backups: ${error.stack ?? error}`),
    );
  }

  async #round(): Promise<void> {
    const { books, faults } = this.options;
    const startedAt = new Date();
    if (this.#rounds % ROUNDS_PER_DOCUMENT === 0) await books.attach(startedAt);
    this.#rounds += 1;
    await this.#endSegment(startedAt);
    await this.#replicate();
    for (const each of this.#reachable()) {
      if (this.hanging.has(each.environment)) continue;
      await this.#try(each, copies => copies.shipWal());
      for (const run of each.runs) {
        if (run.state === 'running') await this.#take(each, run);
      }
    }
    for (const each of this.#reachable()) {
      if (faults.since(each.environment, 'filestore-not-copied')) continue;
      await this.#try(each, copies => copies.copyFilestore(startedAt));
    }
    this.#previous = { startedAt, endedAt: new Date() };
    await this.#spool.release(this.#everywhere(), startedAt);
    await this.#keep();
  }

  async #endSegment(at: Date): Promise<void> {
    const { books, server } = this.options;
    await books.work(at);
    await server.untilArchived(await server.switchSegment(books.client));
  }

  /** The other region gets what was written until the end of the last round. */
  async #replicate(): Promise<void> {
    const { stores, faults } = this.options;
    for (const { region, azurite, paired } of stores) {
      if (!azurite.running || !paired.running) continue;
      const servers = this.#reachable().filter(each => each.region === region);
      const results = [];
      for (const server of servers) {
        const stalled = faults.since(
          server.environment,
          'filestore-not-copied',
        );
        const round = stalled ? undefined : this.#previous?.startedAt;
        results.push(
          await this.#try(server, copies => copies.replicate(round)),
        );
      }
      if (this.#previous && results.every(Boolean)) {
        this.#syncedAt.set(region, this.#previous.endedAt);
      }
    }
  }

  async #take(server: BackedUpServer, run: BaseRun): Promise<void> {
    const { environment, region, runs } = server;
    const store = this.#storeOf(region);
    if (this.hanging.has(environment) || !store.azurite.running) return;
    const others = runs.filter(each => each !== run).map(({ id }) => id);
    await this.#try(server, async copies =>
      copies.finish(run, await this.#bases.take(others)),
    );
  }

  /** Servers that have something to ship, and whose store is there. */
  #reachable(): BackedUpServer[] {
    return this.options.ledger.servers.filter(
      server =>
        server.primary.segment !== '' &&
        this.#storeOf(server.region).azurite.running,
    );
  }

  async #try(
    server: BackedUpServer,
    work: (copies: ServerCopies) => Promise<void>,
  ): Promise<boolean> {
    try {
      await work(this.#copiesOf(server));
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

  #copiesOf(server: BackedUpServer): ServerCopies {
    const known = this.#copies.get(server);
    if (known) return known;
    const { platform, books } = this.options;
    const store = this.#storeOf(server.region);
    const copies = new ServerCopies(
      server,
      store,
      platform,
      this.#spool,
      books,
    );
    this.#copies.set(server, copies);
    return copies;
  }

  #serverOf(environment: string): BackedUpServer {
    const found = this.options.ledger.servers.find(
      server => server.environment === environment,
    );
    if (!found) throw new Error(`${environment} has no backups`);
    return found;
  }

  #storeOf(region: string): RegionStore {
    const store = this.options.stores.find(each => each.region === region);
    if (!store) throw new Error(`there is no store in ${region}`);
    return store;
  }

  /** The last segment that every store has. */
  #everywhere(): string {
    const cursors = this.options.ledger.servers
      .flatMap(({ primary, secondary }) => [primary.segment, secondary.segment])
      .filter(Boolean);
    return cursors.sort()[0] ?? '';
  }

  async #keep(): Promise<void> {
    const { lives } = this.options.ledger;
    lives[lives.length - 1].until = new Date();
    await this.options.keep();
  }
}
