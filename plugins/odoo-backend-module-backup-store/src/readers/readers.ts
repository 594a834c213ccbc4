import { BackupReader } from './BackupReader';
import { odooZipReader } from './odooZip';
import { pgDumpReader } from './pgDump';

/** Every format that is read from a store. */
export const BACKUP_READERS: readonly BackupReader[] = [
  odooZipReader,
  pgDumpReader,
];
