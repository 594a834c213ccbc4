import { TestFailure } from '../failure';
import { BackupContainer, unpackerFor } from '../store';
import { BackupInfo, parseBackupInfo } from './backupInfo';
import { extractTar } from './extractTar';

const MAXIMUM_INFO_BYTES = 1024 * 1024;
/** The archive may be split: `data.tar.gz`, `data_0001.tar.gz`, each an archive of its own. */
const DATA = /^data(?:_\d{4})?\.tar(\.[a-z0-9]+)?$/;
/** `.` and `..` are no ids. */
const BACKUP_ID = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

export interface FetchedBase {
  info: BackupInfo;
  bytes: number;
}

/** Brings a base backup of Barman into the data directory. */
export async function fetchBase(
  container: BackupContainer,
  databasePrefix: string,
  id: string,
  dataDirectory: string,
): Promise<FetchedBase> {
  if (!BACKUP_ID.test(id)) throw new TestFailure(`${id} is no id of a backup`);
  const folder = `${databasePrefix}base/${id}/`;
  const blobs = await container.list(folder);
  const infoName = `${folder}backup.info`;
  if (!blobs.some(({ name }) => name === infoName)) {
    throw new TestFailure(`The base backup ${id} has no backup.info`);
  }
  const info = parseBackupInfo(
    id,
    await container.readText(infoName, MAXIMUM_INFO_BYTES),
  );
  const archives = blobs.flatMap(({ name, bytes }) => {
    const match = DATA.exec(name.slice(folder.length));
    return match ? [{ name, bytes, extension: match[1] ?? '' }] : [];
  });
  if (archives.length === 0 || archives.some(({ bytes }) => bytes === 0)) {
    throw new TestFailure(`The base backup ${id} has no data`);
  }
  let bytes = 0;
  for (const { name, extension } of archives) {
    bytes += await extractTar(
      await container.open(name),
      unpackerFor(extension),
      dataDirectory,
    );
  }
  return { info, bytes };
}
