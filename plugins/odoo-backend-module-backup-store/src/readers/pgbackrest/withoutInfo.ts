import { StoredBackup } from '@plumbline/plugin-odoo-common';
import { ReadRequest, RepositoryReading } from '../BackupReader';
import { verdictOf } from '../verdict';
import { BackupFolder, takeInventory } from './backups/inventory';
import { kindOf } from './backups/unfinished';
import { NamesReading, readNames } from './chains/readNames';
import { infoUnbelievable } from './info/infoFindings';
import { Unbelievable } from './ini/loadWithCopy';
import { recall, remember } from './memory';
import { StanzaPaths } from './names';

/**
 * An info file cannot be believed, or is encrypted: no backup counts. Of an encrypted repository the names still tell
 * whether WAL arrives and has holes.
 */
export async function withoutInfo(
  request: ReadRequest,
  paths: StanzaPaths,
  error: Unbelievable,
): Promise<RepositoryReading> {
  const { store, location, signal } = request;
  const { folders } = await takeInventory(store, paths.backups, signal);
  const { newest, archives } = recall(request.memory);
  const names: NamesReading =
    error.kind === 'encrypted'
      ? await readNames(request, paths.archive, archives)
      : { findings: [], memories: new Map() };
  const { chains } = names;
  const findings = [infoUnbelievable(error), ...names.findings];
  return {
    report: {
      format: 'pgbackrest',
      name: location.name,
      verdict: verdictOf(findings),
      newestUsableBackup: null,
      newestRestorePoint: chains?.newest ?? null,
      rpoSeconds: null,
      earliestRestorePoint: null,
      windows: [],
      gaps: chains?.gaps ?? [],
      backups: [...folders.values()].map(toUnknown),
      findings,
    },
    memory: remember(new Map(), newest, names.memories),
    ...(names.pending && { pending: true }),
  };
}

function toUnknown(folder: BackupFolder): StoredBackup {
  const { label, bytes, newest, sizes } = folder;
  const finished = sizes.has('backup.manifest');
  return {
    id: label,
    kind: kindOf(label),
    status: 'unknown',
    startedAt: null,
    // The manifest is written last.
    finishedAt: finished ? newest.toISOString() : null,
    sizeBytes: bytes,
  };
}
