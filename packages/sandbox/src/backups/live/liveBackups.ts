import { WorkQueue } from '../../processes';
import type { DatabaseServer } from '../database/databaseServer';
import type { BackupFaults } from '../faults';
import type { BackedUpServer, BaseRun } from '../ledger/ledger';
import { replicateShared } from '../store/sharedContainers';
import { LiveServers, type LiveServersOptions } from './liveServers';
import type { SegmentFile } from './serverStore';
import { SharedBase } from './sharedBase';
import { WalSpool } from './walSpool';

/** `archive_timeout` of the databases. */
const ROUND_MS = 60_000;
/** With so many segments after a base backup, an early one is not taken for one that is still on its way. */
const LONG_CHAIN = 24;
/** A document is attached every so many rounds. */
const ROUNDS_PER_DOCUMENT = 5;

export interface LiveBackupsOptions extends LiveServersOptions {
  server: DatabaseServer;
  faults: BackupFaults;
  /** Writes the ledger. */
  keep(): Promise<void>;
}

/** Writes into the stores as time goes by: WAL and documents every minute, base backups when they are asked for. */
export class LiveBackups {
  /** Environments whose archiving process hangs: nothing fails, and nothing comes. */
  readonly hanging = new Set<string>();
  readonly #queue: WorkQueue;
  readonly #spool: WalSpool;
  readonly #servers: LiveServers;
  readonly #bases: SharedBase;
  readonly #syncedAt = new Map<string, Date>();
  #rounds = 0;
  #previous: { startedAt: Date; endedAt: Date } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: LiveBackupsOptions) {
    const { server, stores, ledger, logger } = options;
    this.#queue = new WorkQueue(error =>
      logger.warn(
        `backups: ${error instanceof Error ? error.stack : String(error)}`,
      ),
    );
    this.#spool = new WalSpool(server.archiveFolder);
    this.#servers = new LiveServers(options, this.#spool);
    this.#bases = new SharedBase(server);
    const until = ledger.lives[ledger.lives.length - 1].until;
    for (const { region } of stores) this.#syncedAt.set(region, until);
  }

  /** Everything that the store of a region was given before this moment is in the other region too. */
  syncedAt(region: string): Date {
    return this.#syncedAt.get(region) ?? new Date(0);
  }

  start(): void {
    this.#queue.later(async () => {
      for (const server of this.#servers.reachable()) {
        await this.#servers.attempt(server, copies => copies.comeBack());
      }
    });
    const next = () => {
      this.#queue.later(() => this.#round());
      this.#timer = setTimeout(next, ROUND_MS);
    };
    next();
  }

  /** Work goes on in the books, a segment ends, and everything new is shipped. */
  round(): Promise<void> {
    return this.#queue.next(() => this.#round());
  }

  /** Does something while nothing is being shipped. */
  between(work: () => Promise<void>): Promise<void> {
    return this.#queue.next(work);
  }

  /** Takes segments out of the chain that a restore of an environment would need now. */
  takeOutSegments(environment: string, count: number): Promise<SegmentFile[]> {
    return this.#queue.next(async () => {
      const server = this.#servers.find(environment);
      const copies = this.#servers.copiesOf(server);
      const newest = server.runs.findLast(run => run.state === 'completed');
      const begin = newest?.base?.endSegment ?? '';
      const { length } = await copies.segmentsAfter(begin);
      for (let have = length; have < LONG_CHAIN; have += 1) {
        await this.#endSegment(new Date());
      }
      await copies.shipWal();
      // What is not in the other region yet would still arrive there.
      await copies.replicate(undefined);
      const chain = await copies.segmentsAfter(begin);
      // Early in the chain, so that much can no longer be restored; never its first segment.
      const from = 1 + Math.floor(chain.length / 8);
      return copies.takeOut(chain.slice(from, from + count));
    });
  }

  putBackSegment(environment: string, segment: SegmentFile): Promise<void> {
    const server = this.#servers.find(environment);
    return this.#queue.next(() =>
      this.#servers.copiesOf(server).putBack(segment),
    );
  }

  /** Takes the base backup of a run; while that is impossible the run goes on. */
  take(server: BackedUpServer, run: BaseRun): void {
    this.#queue.later(() => this.#take(server, run));
  }

  forget(server: BackedUpServer, run: BaseRun): void {
    this.#queue.later(() =>
      this.#servers.attempt(server, copies => copies.forget(run)),
    );
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#queue.close();
    await this.#keep();
  }

  async #round(): Promise<void> {
    const { books, faults } = this.options;
    const startedAt = new Date();
    if (this.#rounds % ROUNDS_PER_DOCUMENT === 0) await books.attach(startedAt);
    this.#rounds += 1;
    await this.#endSegment(startedAt);
    await this.#replicate();
    for (const server of this.#servers.reachable()) {
      if (this.hanging.has(server.environment)) continue;
      await this.#servers.attempt(server, copies => copies.shipWal());
      for (const run of server.runs) {
        if (run.state === 'running') await this.#take(server, run);
      }
    }
    for (const server of this.#servers.reachable()) {
      if (faults.since(server.environment, 'filestore-not-copied')) continue;
      await this.#servers.attempt(server, copies =>
        copies.copyFilestore(startedAt),
      );
    }
    this.#previous = { startedAt, endedAt: new Date() };
    await this.#spool.release(this.#servers.everywhere(), startedAt);
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
    for (const store of stores) {
      const { region, azurite, paired } = store;
      if (!azurite.running || !paired.running) continue;
      await replicateShared(store);
      const results: boolean[] = [];
      for (const server of this.#servers.reachable()) {
        if (server.region !== region) continue;
        const { environment } = server;
        const stalled = faults.since(environment, 'filestore-not-copied');
        const round = stalled ? undefined : this.#previous?.startedAt;
        results.push(
          await this.#servers.attempt(server, copies =>
            copies.replicate(round),
          ),
        );
      }
      if (this.#previous && results.every(Boolean)) {
        this.#syncedAt.set(region, this.#previous.endedAt);
      }
    }
  }

  async #take(server: BackedUpServer, run: BaseRun): Promise<void> {
    const { environment, region, runs } = server;
    const store = this.#servers.storeOf(region);
    if (this.hanging.has(environment) || !store.azurite.running) return;
    const others = runs.filter(each => each !== run).map(({ id }) => id);
    await this.#servers.attempt(server, async copies =>
      copies.finish(run, await this.#bases.take(others)),
    );
  }

  async #keep(): Promise<void> {
    const { lives } = this.options.ledger;
    lives[lives.length - 1].until = new Date();
    await this.options.keep();
  }
}
