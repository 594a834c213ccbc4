import { BackupReader } from './BackupReader';
import { FilestoreReader } from './filestore';
import { odooZipReader } from './odooZip';
import { pgDumpReader } from './pgDump';
import { ResticReader } from './restic';

/** Every format that is read from a store. */
export const BACKUP_READERS: readonly BackupReader[] = [
  odooZipReader,
  pgDumpReader,
];
