import { ByteCursor, MalformedBackup } from '../bytes';

/**
 * Numbers and texts of an archive. Source: ReadInt, ReadStr and ReadOffset in PostgreSQL's
 * src/bin/pg_dump/pg_backup_archiver.c
 */
export class ArchiveIntegers {
  constructor(
    private readonly cursor: ByteCursor,
    private readonly intSize: number,
    private readonly offsetSize: number,
  ) {}

  /** A sign byte, then the least significant byte first. */
  async next(): Promise<number> {
    const bytes = await this.cursor.take(1 + this.intSize);
    const value = bytes.readUIntLE(1, Math.min(this.intSize, 6));
    return bytes[0] === 0 ? value : -value;
  }

  /** Undefined where C has a null pointer. */
  async string(maxBytes: number): Promise<string | undefined> {
    const length = await this.next();
    if (length < 0) return undefined;
    if (length > maxBytes) {
      throw new MalformedBackup(
        'malformed',
        `announces a text of ${length} bytes where a name belongs`,
      );
    }
    return (await this.cursor.take(length)).toString('utf8');
  }

  /** @returns whether there was a text */
  async skipString(): Promise<boolean> {
    const length = await this.next();
    if (length > 0) await this.cursor.skip(length);
    return length >= 0;
  }

  /** @returns the kind of the offset: 1 not known when written, 2 known, 3 there is no data */
  async offsetKind(): Promise<number> {
    const bytes = await this.cursor.take(1 + this.offsetSize);
    return bytes[0];
  }
}
