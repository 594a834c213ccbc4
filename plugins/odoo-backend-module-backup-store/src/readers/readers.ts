import { BackupReader } from './BackupReader';
import { BarmanReader } from './barman';
import { FilestoreReader } from './filestore';
import { odooZipReader } from './odooZip';
import { pgDumpReader } from './pgDump';
import { PgBackRestReader } from './pgbackrest';
import { ResticReader } from './restic';
import { VeleroReader } from './velero';
import { WalgReader } from './walg';

/** Every format that is read from a store. */
export const BACKUP_READERS: readonly BackupReader[] = [
  new PgBackRestReader(),
  new BarmanReader(),
  new WalgReader(),
  odooZipReader,
  pgDumpReader,
  new ResticReader(),
  new FilestoreReader(),
  new VeleroReader(),
];
