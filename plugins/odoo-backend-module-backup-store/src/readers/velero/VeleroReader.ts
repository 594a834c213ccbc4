import { BackupFinding } from '@plumbline/plugin-odoo-common';
import {
  BackupReader,
  ReadRequest,
  RepositoryLocation,
  RepositoryReading,
  StoreEntry,
} from '../BackupReader';
import { Snapshot, snapshotReport } from '../snapshots';
import { asUnlisted, unreadableReport } from '../unreadableReport';
import { BackupResource, scheduleOf } from './backupResource';
import { checkTarball } from './checkTarball';
import { listFolders, VeleroFolder } from './folders';
import { judgeBackup, JudgedBackup } from './judgeBackup';
import { loadResource } from './loadResource';
import { restoreEvidence } from './restoreEvidence';
import { judgeSchedules } from './schedules';
import { volumeFinding } from './volumeFinding';

const RESOURCE = /^(.*\/)?backups\/[^/]+\/velero-backup\.json$/s;
/** The newest are read; older ones were read when they were new, and expire. */
const MAX_READ = 500;

interface Read {
  folder: VeleroFolder;
  resource: BackupResource;
  judged: JudgedBackup;
}

/** Objects of a cluster, kept by Velero; of their volumes the store shows at most the names. */
export class VeleroReader implements BackupReader {
  readonly format = 'velero';

  locate(entries: readonly StoreEntry[]): RepositoryLocation[] {
    const prefixes = new Set<string>();
    for (const { name } of entries) {
      const match = RESOURCE.exec(name);
      if (match) prefixes.add(match[1] ?? '');
    }
    return [...prefixes].map(prefix => ({
      format: this.format,
      prefix,
      name: prefix.replace(/\/$/, '') || 'velero',
    }));
  }

  async read(request: ReadRequest): Promise<RepositoryReading> {
    try {
      return { report: await this.#report(request) };
    } catch (error) {
      return {
        report: unreadableReport(request.location, asUnlisted(error)),
      };
    }
  }

  async #report(request: ReadRequest) {
    const { store, location, targets, now, signal } = request;
    const { folders, truncated } = await listFolders(
      store,
      location.prefix,
      signal,
    );
    folders.sort((a, b) => +b.newest - +a.newest);
    const findings: BackupFinding[] = [];
    const snapshots: Snapshot[] = [];
    const read: Read[] = [];
    for (const folder of folders.slice(0, MAX_READ)) {
      const loaded = await loadResource(store, folder, signal);
      if ('finding' in loaded) {
        findings.push(loaded.finding);
        snapshots.push(unjudged(folder));
        continue;
      }
      const { resource } = loaded;
      read.push({
        folder,
        resource,
        judged: judgeBackup(folder, resource, now),
      });
    }
    await this.#lookInside(request, read);
    findings.push(...read.flatMap(({ judged }) => judged.findings));
    snapshots.push(...read.map(({ judged }) => judged));
    const series = read.map(({ resource, judged }) => ({
      schedule: scheduleOf(resource),
      ...judged,
    }));
    const settled = judgeSchedules(series, findings, targets, now);
    if (truncated || folders.length > MAX_READ) {
      settled.push(tooMany(location.name));
    }
    const evidence = await restoreEvidence(store, location.prefix, signal);
    if (evidence) settled.push(evidence);
    return snapshotReport(
      {
        ...location,
        snapshots,
        findings: settled,
        partial:
          truncated || findings.some(({ code }) => code === 'unreadable'),
      },
      targets,
      now,
    );
  }

  /** Of every schedule the newest one that is good must have its bytes; where it has not, the one before is looked at. */
  async #lookInside({ store, signal }: ReadRequest, read: readonly Read[]) {
    const settled = new Set<string>();
    const newestFirst = [...read].sort((a, b) => +b.judged.at - +a.judged.at);
    for (const { folder, resource, judged } of newestFirst) {
      const { backup, findings } = judged;
      const schedule = scheduleOf(resource);
      const { tarball } = folder;
      if (backup.status !== 'usable' || settled.has(schedule) || !tarball) {
        continue;
      }
      const cut = await checkTarball(store, folder.id, tarball, signal);
      if (cut) {
        backup.status = 'damaged';
        findings.push(cut);
        continue;
      }
      settled.add(schedule);
      const volumes = await volumeFinding(store, folder, resource, signal);
      if (volumes) findings.push(volumes);
    }
  }
}

function unjudged(folder: VeleroFolder): Snapshot {
  return {
    at: folder.newest,
    backup: {
      id: folder.id,
      kind: 'snapshot',
      status: 'unknown',
      startedAt: null,
      finishedAt: null,
      sizeBytes: folder.bytes,
    },
  };
}

function tooMany(name: string): BackupFinding {
  return {
    code: 'too-many-files',
    severity: 'degraded',
    subject: name,
    summary: `There are more than ${MAX_READ} backups here; the oldest were not looked at.`,
    action: 'Give backups a shorter life (--ttl).',
  };
}
