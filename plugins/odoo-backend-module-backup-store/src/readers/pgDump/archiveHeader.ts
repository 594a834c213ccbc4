import { ByteCursor, MalformedBackup } from '../bytes';
import { ArchiveIntegers } from './ArchiveIntegers';

export const MAGIC = 'PGDMP';
const CUSTOM_FORMAT = 1;
/** PostgreSQL 7.3 wrote 1.7; 17 and 18 write 1.16. */
const OLDEST = 10;
const NEWEST = 16;
const MAX_NAME_BYTES = 4096;

export const COMPRESSIONS = ['none', 'gzip', 'lz4', 'zstd'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

export interface ArchiveHeader {
  /** Minor number of the archive's format; the major one is 1. */
  version: number;
  integers: ArchiveIntegers;
  compression: Compression;
  /** Taken as UTC: the archive does not tell the zone of the machine that wrote it. */
  createdAt: Date;
  database: string;
}

/** Source: ReadHead in PostgreSQL's src/bin/pg_dump/pg_backup_archiver.c */
export async function readHeader(cursor: ByteCursor): Promise<ArchiveHeader> {
  const head = await cursor.take(MAGIC.length + 6);
  const [major, version, , intSize, offsetSize, format] = head.subarray(
    MAGIC.length,
  );
  if (head.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new MalformedBackup('not-a-dump', 'is no archive of pg_dump');
  }
  const known =
    major === 1 &&
    version >= OLDEST &&
    version <= NEWEST &&
    [4, 8].includes(intSize) &&
    [4, 8].includes(offsetSize) &&
    format === CUSTOM_FORMAT;
  if (!known) {
    throw new MalformedBackup(
      'malformed',
      `has an archive header that is damaged or not known (version ${major}.${version}, format ${format})`,
    );
  }
  const integers = new ArchiveIntegers(cursor, intSize, offsetSize);
  const compression = await readCompression(cursor, integers, version);
  const createdAt = await readTime(integers);
  const database = (await integers.string(MAX_NAME_BYTES)) ?? '';
  await integers.string(MAX_NAME_BYTES);
  await integers.string(MAX_NAME_BYTES);
  return { version, integers, compression, createdAt, database };
}

async function readCompression(
  cursor: ByteCursor,
  integers: ArchiveIntegers,
  version: number,
): Promise<Compression> {
  // Before 1.15 it is a level: 0 for none, -1 for the default of gzip.
  if (version < 15) return (await integers.next()) === 0 ? 'none' : 'gzip';
  const [algorithm] = await cursor.take(1);
  const compression = COMPRESSIONS[algorithm];
  if (!compression) {
    throw new MalformedBackup(
      'malformed',
      `names compression ${algorithm}, which does not exist`,
    );
  }
  return compression;
}

/** Fields of a C `struct tm`. */
async function readTime(integers: ArchiveIntegers): Promise<Date> {
  const fields: number[] = [];
  for (let i = 0; i < 7; i++) fields.push(await integers.next());
  const [second, minute, hour, day, month, year] = fields;
  const time = new Date(
    Date.UTC(year + 1900, month, day, hour, minute, second),
  );
  if (Number.isNaN(+time)) {
    throw new MalformedBackup('malformed', 'has no time in its header');
  }
  return time;
}
