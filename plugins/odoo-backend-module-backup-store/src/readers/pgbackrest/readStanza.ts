import { BackupFinding, StoredBackup } from '@plumbline/plugin-odoo-common';
import { damageSeverity, judgeBackups, newestUsable } from '../../judgement';
import { ReadRequest, RepositoryReading } from '../BackupReader';
import { verdictOf } from '../verdict';
import { combineBackups, JudgedBackup } from './combineBackups';
import { copyUsed, garbledEntries } from './infoFindings';
import { ArchiveInfo, BackupInfo } from './infoFiles';
import { BackupFolder, Inventory } from './inventory';
import { Loaded } from './loadWithCopy';
import { recall, remember } from './memory';
import { StanzaPaths } from './names';
import { readClusters } from './readClusters';
import { judgeUnfinished } from './unfinished';
import { UNVERIFIED, verifyBackups } from './verifyBackups';

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
  const newest = [...records].sort((a, b) => +b.stoppedAt - +a.stoppedAt)[0];
  const { verified, fingerprints } = await verifyBackups({
    store,
    backups: paths.backups,
    records,
    inventory,
    known: new Set(memory.good),
    ...(depth === 'content' && newest
      ? {
          sampled: {
            label: newest.label,
            pieces: SAMPLED_PIECES,
            seed: now.getTime(),
          },
        }
      : {}),
    signal,
  });
  const { judged, findings } = combineBackups(records, verified);
  const good = judged.filter(({ status }) => status === 'usable');
  const clusters = await readClusters(
    request,
    paths.archive,
    good.map(({ record }) => record),
    { backup: backup.value, archive: archive.value },
    memory,
  );
  const finished = judged.map(each =>
    toStoredBackup(
      each,
      inventory.folders.get(each.record.label),
      clusters.states,
    ),
  );
  const unfinished = [...inventory.folders.values()]
    .filter(({ label }) => !verified.has(label))
    .map(folder => judgeUnfinished(folder, newest?.stoppedAt, now));
  const backups = [...finished, ...unfinished.map(each => each.backup)];
  const all = [
    ...infoFindings(paths, backup, archive),
    ...asDamage(findings, finished),
    ...unfinished.map(each => each.finding),
    ...clusters.findings,
    ...judgeBackups(backups, targets, now, { continuous: true }),
  ];
  const chains = clusters.newest;
  return {
    report: {
      format: 'pgbackrest',
      name: location.name,
      verdict: verdictOf(all),
      newestUsableBackup: newestUsable(backups)?.id ?? null,
      newestRestorePoint: chains?.newest ?? null,
      rpoSeconds: chains?.rpoSeconds ?? null,
      earliestRestorePoint: clusters.windows[0]?.from ?? null,
      windows: clusters.windows,
      gaps: clusters.gaps,
      backups,
      findings: all,
      ...(chains?.chain && { chain: chains.chain }),
      ...((clusters.partial || all.some(isUnread)) && { partial: true }),
    },
    memory: remember(fingerprints, clusters.memories),
    pending:
      clusters.pending || findings.some(each => each.code === UNVERIFIED),
  };
}

function toStoredBackup(
  { record, status }: JudgedBackup,
  folder: BackupFolder | undefined,
  states: ReadonlyMap<string, string>,
): StoredBackup {
  return {
    id: record.label,
    kind: record.kind,
    status: status === 'usable' ? withWal(states.get(record.label)) : status,
    startedAt: record.startedAt.toISOString(),
    finishedAt: record.stoppedAt.toISOString(),
    sizeBytes: folder?.bytes ?? null,
  };
}

/** Good bytes restore nothing without the WAL that was written while they were copied. */
function withWal(state: string | undefined): StoredBackup['status'] {
  if (state === 'complete') return 'usable';
  if (state === 'broken') return 'damaged';
  return state === 'pending' ? 'running' : 'unknown';
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

/** Damage in a backup before one that is good costs redundancy, not the restore. */
function asDamage(
  findings: readonly BackupFinding[],
  backups: readonly StoredBackup[],
): BackupFinding[] {
  return findings.map(finding => {
    const backup = backups.find(({ id }) => id === finding.subject);
    return finding.severity === 'critical' && backup
      ? { ...finding, severity: damageSeverity(backup, backups) }
      : finding;
  });
}

function isUnread({ code }: BackupFinding): boolean {
  return ['manifest-unreadable', 'base-unreadable', 'history-unread'].includes(
    code,
  );
}
