import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Platform } from '@plumbline/plugin-odoo-common';
import type { ArmAccount } from '../azure';
import type { BaseBackups, Logger } from '../controllers';
import type { World } from '../world';
import { backupIdOf } from './barman/names';
import { Books } from './database/books';
import { DatabaseServer } from './database/databaseServer';
import { BackupFaults } from './faults';
import { issuedSecret } from './issuedSecret';
import {
  interrupt,
  readLedger,
  writeLedger,
  type Cursor,
  type Ledger,
} from './ledger/ledger';
import { LiveBackups } from './live/liveBackups';
import { WalSpool } from './live/walSpool';
import { baseTimes, PAST_MS } from './past/pastTimes';
import { recordPast, type Recording } from './past/recordPast';
import { recordedRun } from './past/recordedRun';
import { seedStores } from './past/seedStores';
import { RegionBackups } from './regionBackups';
import { armAccounts } from './store/armAccounts';
import type { RegionStore } from './store/regionStore';
import { regionStores } from './store/regionStores';
import { ensureShared } from './store/sharedContainers';

export interface GroupBackupsOptions {
  folder: string;
  platform: Platform;
  world: World;
  seededAt: Date;
  now: Date;
  /** Key of a storage account, in base64. */
  keyOf(account: string): string;
  /** With which restore tests sign: PEM. */
  restoreTestKey: string;
  logger: Logger;
}

const azuriteFolder = (folder: string, region: string) =>
  join(folder, 'azurite', region);

const ledgerFile = (folder: string) => join(folder, 'ledger.json');

/**
 * The backups of all environments: one real database server stands behind them, what it leaves lies in real
 * stores, one for each region.
 */
export class GroupBackups {
  readonly #faults: BackupFaults;
  readonly live: LiveBackups;

  private constructor(
    private readonly options: GroupBackupsOptions,
    private readonly server: DatabaseServer,
    books: Books,
    private readonly ledger: Ledger,
    /** Absent when the stores were filled by an earlier start. */
    private readonly recording: Recording | undefined,
    readonly stores: readonly RegionStore[],
  ) {
    const { folder, world, seededAt } = options;
    this.#faults = new BackupFaults(world.backupFaults, seededAt);
    this.live = new LiveBackups({
      ...options,
      server,
      books,
      stores,
      ledger,
      faults: this.#faults,
      keep: () => writeLedger(ledgerFile(folder), ledger),
    });
  }

  /** Starts the database server; at the first start it does the work of the past. */
  static async open(options: GroupBackupsOptions): Promise<GroupBackups> {
    const { folder, platform, now } = options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const known = await readLedger(ledgerFile(folder));
    const since = known?.lives[0].from ?? new Date(now.getTime() - PAST_MS);
    const server = await DatabaseServer.start(join(folder, 'database'));
    try {
      const books = await Books.open(server, join(folder, 'filestore'), since);
      const recording = known
        ? undefined
        : await recordPast({
            server,
            books,
            since,
            until: now,
            baseTimes: baseTimes(platform, since, now),
          });
      const ledger = known ?? { lives: [], servers: [] };
      ledger.lives.push({ from: known ? now : since, until: now });
      interrupt(ledger);
      const stores = await regionStores(
        platform,
        region => azuriteFolder(folder, region),
        options.keyOf,
      );
      return new GroupBackups(
        options,
        server,
        books,
        ledger,
        recording,
        stores,
      );
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** What CloudNativePG of a region's clusters calls. */
  inRegion(region: string): BaseBackups {
    return new RegionBackups(region, this.ledger, this.options.now, {
      recorded: (server, name, at) =>
        recordedRun(this.recording, this.#faults, server, name, at),
      begin: (server, name, at) => {
        const run = {
          id: backupIdOf(at),
          name,
          state: 'running' as const,
          startedAt: at,
          copied: false,
        };
        server.runs.push(run);
        this.live.take(server, run);
        return run;
      },
      forget: (server, run) => this.live.forget(server, run),
    });
  }

  /** Starts the stores, with what the past has left there, once the clusters have lived through it. */
  async openStores(): Promise<void> {
    const { folder, platform } = this.options;
    if (this.recording) {
      for (const server of this.ledger.servers) {
        server.primary = this.#lastRecorded();
        server.secondary = this.#lastRecorded();
      }
      await seedStores({
        platform,
        ledger: this.ledger,
        recording: this.recording,
        faults: this.#faults,
        folderOf: region => azuriteFolder(folder, region),
      });
      await writeLedger(ledgerFile(folder), this.ledger);
      const { archiveFolder } = this.server;
      await new WalSpool(archiveFolder).clear(this.#lastRecorded().segment);
    }
    await Promise.all(this.stores.map(({ azurite }) => azurite.start()));
    for (const store of this.stores) await ensureShared(store);
  }

  #lastRecorded(): Cursor {
    const { segments = [], attachments = [] } = this.recording ?? {};
    return {
      segment: segments.at(-1)?.name ?? '',
      attachment: attachments.at(-1)?.id ?? 0,
    };
  }

  /** From here on WAL, documents and base backups are written as time goes by. */
  goLive(): void {
    this.live.start();
  }

  /** The accounts as Azure Resource Manager tells of them now. */
  accounts(): ArmAccount[] {
    const { platform } = this.options;
    return armAccounts(platform, this.ledger, this.stores, this.live);
  }

  /** What a restore test finds in the vault of its environment; undefined for any other secret. */
  issuedSecret(vaultUrl: string, key: string): string | undefined {
    return issuedSecret(this.options, this.ledger, this.stores, vaultUrl, key);
  }

  /** Whether a restore test has left its result, by the URL that it was given on this machine. */
  async hasResult(url: string): Promise<boolean> {
    const store = this.stores.find(({ endpoint }) => url.startsWith(endpoint));
    return store?.hasBlob(url.slice(store.endpoint.length)) ?? false;
  }

  async stop(): Promise<void> {
    await this.live.stop();
    await Promise.all(this.stores.map(({ azurite }) => azurite.stop()));
    await this.server.stop();
  }
}
