import { BlobStoreError } from '../../store';
import {
  BackupReader,
  ReadRequest,
  RepositoryLocation,
  RepositoryReading,
  StoreEntry,
} from '../BackupReader';
import { asUnlisted, unreadableReport } from '../unreadableReport';
import { BackupInfo, loadArchiveInfo, loadBackupInfo } from './info/infoFiles';
import { takeInventory } from './backups/inventory';
import { Loaded, Unbelievable } from './ini/loadWithCopy';
import { stanzaOf, stanzaPaths } from './names';
import { readStanza } from './readStanza';
import { withoutInfo } from './withoutInfo';

/** Repositories of pgBackRest (format 5): `backup/<stanza>/` and `archive/<stanza>/` beside each other. */
export class PgBackRestReader implements BackupReader {
  readonly format = 'pgbackrest';

  locate(entries: readonly StoreEntry[]): RepositoryLocation[] {
    const found = new Map<string, RepositoryLocation>();
    for (const { name } of entries) {
      const stanza = stanzaOf(name);
      if (!stanza) continue;
      found.set(`${stanza.prefix}${stanza.stanza}`, {
        format: this.format,
        prefix: stanza.prefix,
        name: stanza.stanza,
      });
    }
    return [...found.values()];
  }

  async read(request: ReadRequest): Promise<RepositoryReading> {
    try {
      const first = await readOnce(request);
      if (first.reading.report.verdict === 'ok') return first.reading;
      // A backup may have finished or expired while this was read: what looks lost may be gone on purpose.
      const info = await currentInfo(request);
      if (JSON.stringify(info) === JSON.stringify(first.info)) {
        return first.reading;
      }
      return (await readOnce(request)).reading;
    } catch (error) {
      return {
        report: unreadableReport(request.location, asUnlisted(error)),
        memory: request.memory,
      };
    }
  }
}

interface Once {
  reading: RepositoryReading;
  info?: Loaded<BackupInfo>;
}

async function readOnce(request: ReadRequest): Promise<Once> {
  const { store, location, signal } = request;
  const paths = stanzaPaths(location.prefix, location.name);
  let info: Loaded<BackupInfo> | undefined;
  try {
    const backup = await loadBackupInfo(store, paths.backupInfo, signal);
    info = backup;
    const archive = await loadArchiveInfo(store, paths.archiveInfo, signal);
    const inventory = await takeInventory(store, paths.backups, signal);
    const stanza = { paths, backup, archive, inventory };
    return { info, reading: await readStanza(request, stanza) };
  } catch (error) {
    if (!(error instanceof Unbelievable)) throw error;
    return { info, reading: await withoutInfo(request, paths, error) };
  }
}

async function currentInfo({
  store,
  location,
  signal,
}: ReadRequest): Promise<Loaded<BackupInfo> | undefined> {
  const paths = stanzaPaths(location.prefix, location.name);
  try {
    return await loadBackupInfo(store, paths.backupInfo, signal);
  } catch (error) {
    if (error instanceof Unbelievable || error instanceof BlobStoreError) {
      return undefined;
    }
    throw error;
  }
}
