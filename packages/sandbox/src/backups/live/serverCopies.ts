import type { Platform } from '@plumbline/plugin-odoo-common';
import { backupInfo } from '../barman/backupInfo';
import { historyFileName } from '../barman/names';
import { segmentBefore } from '../barman/segments';
import type { Books } from '../database/books';
import type { BackedUpServer, BaseRun } from '../ledger/ledger';
import { placeOf } from '../place';
import type { RegionStore } from '../store/regionStore';
import { ServerStore, type SegmentFile } from './serverStore';
import type { TakenBase } from './sharedBase';
import type { WalSpool } from './walSpool';

/** Attachments that a killed store may have lost are written again. */
const REPEATED_ATTACHMENTS = 5;

/** What one server has in its store, in both regions. */
export class ServerCopies {
  readonly #primary: ServerStore;
  readonly #secondary: ServerStore;

  constructor(
    private readonly server: BackedUpServer,
    store: RegionStore,
    platform: Platform,
    private readonly spool: WalSpool,
    private readonly books: Books,
  ) {
    const location = placeOf(platform, server);
    const [primary, secondary] = [store.primary, store.secondary].map(client =>
      client.getContainerClient(location.container),
    );
    this.#primary = new ServerStore(primary, location, server.primary);
    this.#secondary = new ServerStore(secondary, location, server.secondary);
  }

  async comeBack(): Promise<void> {
    for (const [store, cursor] of [
      [this.#primary, this.server.primary],
      [this.#secondary, this.server.secondary],
    ] as const) {
      await store.findCursor(this.spool);
      cursor.attachment = Math.max(0, cursor.attachment - REPEATED_ATTACHMENTS);
    }
  }

  async shipWal(): Promise<void> {
    await this.#primary.shipSegments(this.spool);
  }

  async copyFilestore(startedAt: Date): Promise<void> {
    const { attachment } = this.server.primary;
    const files = await this.books.attachments(attachment);
    await this.#primary.copyFilestore(files, startedAt);
  }

  /** Brings the other region to where the first one is. */
  async replicate(filestoreRound: Date | undefined): Promise<void> {
    const { primary, secondary, runs } = this.server;
    await this.#secondary.shipSegments(this.spool, primary.segment);
    for (const run of runs) {
      if (run.copied || run.state === 'running' || !run.base) continue;
      const { beginSegment, beginLsn } = run.base;
      const history = historyFileName(beginSegment, beginLsn);
      await this.#secondary.copyBase(this.#primary, run.id, history);
      run.copied = true;
    }
    if (!filestoreRound) return;
    const files = await this.books.attachments(secondary.attachment);
    await this.#secondary.copyFilestore(
      files,
      filestoreRound,
      primary.attachment,
    );
  }

  /** Uploads a base backup, after the WAL that it needs. */
  async finish(run: BaseRun, taken: TakenBase): Promise<void> {
    const { dataTar, ...base } = taken.base;
    if (this.server.primary.segment === '') {
      const before = segmentBefore(base.beginSegment);
      this.server.primary.segment = before;
      this.server.secondary.segment = before;
      await this.#primary.create();
      await this.#secondary.create();
    }
    await this.shipWal();
    const { id, startedAt, stoppedAt, history } = taken;
    const { name } = run;
    const info = backupInfo({ name, startedAt, stoppedAt }, base);
    await this.#primary.putBase({ id, dataTar, info, history }, this.spool);
    Object.assign(run, { id, startedAt, base, state: 'completed' });
    run.stoppedAt = new Date();
  }

  segmentsAfter(segment: string): Promise<string[]> {
    return this.#primary.segmentsAfter(segment);
  }

  /** Deletes segments in both regions, as a store replicates that too. */
  async takeOut(names: readonly string[]): Promise<SegmentFile[]> {
    const taken: SegmentFile[] = [];
    for (const name of names) {
      taken.push(await this.#primary.read(name));
      await this.#primary.remove(name);
      await this.#secondary.remove(name);
    }
    return taken;
  }

  async putBack(segment: SegmentFile): Promise<void> {
    await this.#primary.put(segment);
    await this.#secondary.put(segment);
  }

  async forget(run: BaseRun): Promise<void> {
    const oldest = this.server.runs.find(({ base }) => base)?.base;
    for (const store of [this.#primary, this.#secondary]) {
      await store.deleteBase(run.id);
      if (oldest) await store.deleteWalBefore(oldest.beginSegment);
    }
  }
}
