import type { ContainerClient } from '@azure/storage-blob';
import { FILESTORE_SYNC_MARK } from '@plumbline/plugin-odoo-common';
import { backupBlobName, isSegment, walBlobName } from '../barman/names';
import { segmentBefore } from '../barman/segments';
import type { Attachment } from '../database/books';
import type { Cursor } from '../ledger/ledger';
import type { ServerPlace } from '../place';
import { putBlob, putInBlocks } from '../store/regionStore';
import type { WalSpool } from './walSpool';

const BASE_FILES = ['data.tar.gz', 'backup.info'] as const;

/** A segment as it lies in a store. */
export interface SegmentFile {
  /** Without folder and ending. */
  name: string;
  content: Buffer;
}

/** A base backup as it is written into a store. */
export interface BaseFiles {
  id: string;
  dataTar: Buffer;
  info: string;
  history: string;
}

/** One copy of what one server has in a backup store; the cursor tells how far it is. */
export class ServerStore {
  constructor(
    private readonly container: ContainerClient,
    private readonly location: ServerPlace,
    private readonly cursor: Cursor,
  ) {}

  async create(): Promise<void> {
    await this.container.createIfNotExists();
  }

  /** Ships what is archived and not there yet, in order, so that a hole cannot come about. */
  async shipSegments(spool: WalSpool, upTo = 'Z'): Promise<void> {
    for (const name of await spool.segments()) {
      if (name <= this.cursor.segment || name > upTo) continue;
      await this.put({ name, content: await spool.read(name) });
      this.cursor.segment = name;
    }
  }

  /** A round of copying the filestore, which ends with its mark. */
  async copyFilestore(
    attachments: readonly Attachment[],
    startedAt: Date,
    upTo = Infinity,
  ): Promise<void> {
    const { filestorePrefix } = this.location;
    for (const { id, path, content } of attachments) {
      if (id <= this.cursor.attachment || id > upTo) continue;
      await putBlob(this.container, `${filestorePrefix}${path}`, content);
      this.cursor.attachment = id;
    }
    await putBlob(
      this.container,
      `${filestorePrefix}${FILESTORE_SYNC_MARK}`,
      Buffer.from(JSON.stringify({ startedAt: startedAt.toISOString() })),
    );
  }

  /** `backup.info` comes last, as Barman writes it. */
  async putBase(base: BaseFiles, spool: WalSpool): Promise<void> {
    const { container } = this;
    await putInBlocks(
      container,
      this.#base(base.id, 'data.tar.gz'),
      base.dataTar,
    );
    const history = await spool.read(base.history);
    await putBlob(container, this.#wal(base.history), history);
    const info = Buffer.from(base.info);
    await putBlob(container, this.#base(base.id, 'backup.info'), info);
  }

  /** Brings a base backup here from where it was written first. */
  async copyBase(from: ServerStore, id: string, history: string) {
    const names = [
      ...BASE_FILES.map(file => this.#base(id, file)),
      this.#wal(history),
    ];
    for (const name of names) {
      const source = from.container.getBlobClient(name);
      // Of a run whose upload failed there is less.
      if (!(await source.exists())) continue;
      const content = await source.downloadToBuffer();
      await putBlob(this.container, name, content);
    }
  }

  async deleteBase(id: string): Promise<void> {
    for (const file of BASE_FILES) {
      await this.container.getBlobClient(this.#base(id, file)).deleteIfExists();
    }
  }

  /** Deletes WAL that no base backup needs any more. */
  async deleteWalBefore(segment: string): Promise<void> {
    const prefix = `${this.location.databasePrefix}wals/`;
    const end = this.#wal(segment);
    for await (const { name } of this.container.listBlobsFlat({ prefix })) {
      if (name >= end) return;
      await this.container.getBlobClient(name).deleteIfExists();
    }
  }

  /** Names of the segments that are there, from the one after another one on. */
  async segmentsAfter(segment: string): Promise<string[]> {
    const prefix = `${this.location.databasePrefix}wals/`;
    const names: string[] = [];
    for await (const { name } of this.container.listBlobsFlat({ prefix })) {
      const file = name.slice(name.lastIndexOf('/') + 1).replace(/\.gz$/, '');
      if (isSegment(file) && file > segment) names.push(file);
    }
    return names;
  }

  async read(name: string): Promise<SegmentFile> {
    const blob = this.container.getBlobClient(this.#wal(name));
    return { name, content: await blob.downloadToBuffer() };
  }

  async put({ name, content }: SegmentFile): Promise<void> {
    await putBlob(this.container, this.#wal(name), content);
  }

  async remove(name: string): Promise<void> {
    await this.container.getBlobClient(this.#wal(name)).deleteIfExists();
  }

  /** Steps back to what is really there: a killed store loses the writes of its last seconds. */
  async findCursor(spool: WalSpool): Promise<void> {
    const recent = (await spool.segments()).filter(
      name => name <= this.cursor.segment,
    );
    for (const name of recent.toReversed()) {
      const blob = this.container.getBlobClient(this.#wal(name));
      if (await blob.exists()) return;
      this.cursor.segment = segmentBefore(name);
    }
  }

  #wal(file: string): string {
    return walBlobName(this.location.databasePrefix, file);
  }

  #base(id: string, file: (typeof BASE_FILES)[number]): string {
    return backupBlobName(this.location.databasePrefix, id, file);
  }
}
