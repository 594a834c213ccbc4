import { BackupFinding, StoredBackup } from '@plumbline/plugin-odoo-common';
import { walReport } from '../../wal';
import { ReadRequest, RepositoryReading } from '../BackupReader';
import { combineBackups, JudgedBackup } from './backups/combineBackups';
import { copyUsed, garbledEntries } from './info/infoFindings';
import { ArchiveInfo, BackupInfo } from './info/infoFiles';
import { disappeared, newestEver } from './backups/disappeared';
import { BackupFolder, Inventory } from './backups/inventory';
import { Loaded } from './ini/loadWithCopy';
import { recall, remember } from './memory';
import { StanzaPaths } from './names';
import { readClusters } from './chains/readClusters';
import { judgeUnfinished } from './backups/unfinished';
import { verifyBackups } from './backups/verifyBackups';

/** Pieces of the newest backup that are read and hashed when contents are asked for. */
const SAMPLED_PIECES = 24;

export interface Stanza {
  paths: StanzaPaths;
  backup: Loaded<BackupInfo>;
  archive: Loaded<ArchiveInfo>;
  inventory: Inventory;
}

/** Everything behind the two info files of a stanza. */
export async function readStanza(
  request: ReadRequest,
  { paths, backup, archive, inventory }: Stanza,
): Promise<RepositoryReading> {
  const { store, location, targets, now, depth, signal } = request;
  const memory = recall(request.memory);
  const records = backup.value.backups;
  const newestKnown = newestEver(memory.newest, records, now);
  const { verified, lasting, pending } = await verifyBackups({
    store,
    backups: paths.backups,
    records,
    inventory,
    known: memory.known,
    sample:
      depth === 'content'
        ? { pieces: SAMPLED_PIECES, seed: now.getTime() }
        : undefined,
    signal,
  });
  const { judged, findings, damages } = combineBackups(records, verified);
  const clusters = await readClusters(
    request,
    paths.archive,
    judged.flatMap(({ status, record }) =>
      status === 'usable' ? [record] : [],
    ),
    { backup: backup.value, archive: archive.value },
    memory.archives,
  );
  const newest = Math.max(...records.map(each => each.stoppedAt.getTime()));
  const unfinished = [...inventory.folders.values()]
    .filter(({ label }) => !verified.has(label))
    .map(folder => judgeUnfinished(folder, newest, now));
  const all = [
    ...infoFindings(paths, backup, archive),
    ...findings,
    ...unfinished.map(({ finding }) => finding),
    ...clusters.findings,
    ...disappeared(newestKnown, records),
  ];
  const report = walReport(
    location,
    {
      backups: [
        ...judged.map(each =>
          toStoredBackup(each, inventory.folders.get(each.record.label)),
        ),
        ...unfinished.map(each => each.backup),
      ],
      chains: clusters.chains,
      findings: all,
      damages,
      partial: clusters.partial || all.some(isUnread),
    },
    targets,
    now,
  );
  return {
    report,
    memory: remember(lasting, newestKnown, clusters.memories),
    ...((pending || clusters.pending) && { pending: true }),
  };
}

function toStoredBackup(
  { record, status }: JudgedBackup,
  folder: BackupFolder | undefined,
): StoredBackup {
  return {
    id: record.label,
    kind: record.kind,
    status,
    startedAt: record.startedAt.toISOString(),
    finishedAt: record.stoppedAt.toISOString(),
    sizeBytes: folder?.bytes ?? null,
  };
}

function infoFindings(
  paths: StanzaPaths,
  backup: Loaded<BackupInfo>,
  archive: Loaded<ArchiveInfo>,
): BackupFinding[] {
  return [
    ...[
      { file: paths.backupInfo, because: backup.copyUsedBecause },
      { file: paths.archiveInfo, because: archive.copyUsedBecause },
    ].flatMap(({ file, because }) =>
      because ? [copyUsed(file, because)] : [],
    ),
    ...garbledEntries(paths.backupInfo, backup.value.garbled),
  ];
}

function isUnread({ code }: BackupFinding): boolean {
  return code === 'manifest-unread' || code === 'base-unread';
}
