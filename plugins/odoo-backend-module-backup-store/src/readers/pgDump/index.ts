import { ENCRYPTED_SUFFIX, SeriesReader } from '../series';
import { examineDump } from './examineDump';

/** Dumps of `pg_dump`: archives of the custom format, and plain ones, which may be compressed. */
export const pgDumpReader = new SeriesReader(
  'pg-dump',
  new RegExp(
    `\\.(dump|pgdump|pg_dump|sql)(\\.(gz|zst|bz2|xz|lz4))?(${ENCRYPTED_SUFFIX})?$`,
    'i',
  ),
  examineDump,
);
