import {
  RepositoryReport,
  StoredBackup,
  TierPolicy,
} from '@plumbline/plugin-odoo-common';
import { verdictOf } from '../readers';
import { LongTermBackup, ServiceBackup } from './armShapes';
import { findingsOf } from './findings';
import { ServerFacts } from './readServer';

/**
 * How far Azure's copy of the log is behind: its documentation says about five minutes, and nobody can measure it.
 * https://learn.microsoft.com/azure/postgresql/backup-restore/concepts-backup-restore
 */
const ABOUT_SECONDS = 5 * 60;

/**
 * What Azure attests of a managed server: no byte can be read, so nothing is proven. A server that is not running
 * counts by its last completed backup alone.
 */
export function reportOf(
  facts: ServerFacts,
  policy: Pick<TierPolicy, 'retentionDays'>,
  now: Date,
): RepositoryReport {
  const { server, backups, longTerm } = facts;
  const { state, backup } = server.properties;
  const completed = backups
    .filter(
      ({ properties: { completedTime: at } }) => at && at <= now.toISOString(),
    )
    .sort(newestFirst);
  const newest = completed[0]?.properties.completedTime ?? undefined;
  const earliest = backup?.earliestRestoreDate ?? null;
  const logged = new Date(now.getTime() - ABOUT_SECONDS * 1000).toISOString();
  const latest =
    state === 'Ready' && newest && logged > newest ? logged : newest;
  const point = earliest && latest && earliest <= latest ? latest : null;
  const findings = findingsOf({
    ...facts,
    policy,
    now,
    newestBackupAt: newest,
  });
  return {
    format: 'flexible-server',
    name: server.name,
    verdict: verdictOf(findings),
    newestUsableBackup: (point && completed[0]?.name) ?? null,
    newestRestorePoint: point,
    rpoSeconds: point ? (now.getTime() - Date.parse(point)) / 1000 : null,
    earliestRestorePoint: point && earliest,
    windows:
      point && earliest ? [{ from: earliest, to: point, timeline: null }] : [],
    gaps: [],
    backups: [
      ...[...backups].sort(newestFirst).map(ofService),
      ...(longTerm === 'unknown' ? [] : longTerm.map(ofLongTerm)),
    ],
    findings,
  };
}

function newestFirst(a: ServiceBackup, b: ServiceBackup): number {
  const at = ({ properties }: ServiceBackup) => properties.completedTime ?? '';
  return at(a) < at(b) ? 1 : -1;
}

function ofService({ name, properties }: ServiceBackup): StoredBackup {
  return {
    id: name,
    kind:
      properties.backupType === 'Customer On-Demand' ? 'on-demand' : 'snapshot',
    status: properties.completedTime ? 'usable' : 'running',
    startedAt: null,
    finishedAt: properties.completedTime,
    sizeBytes: null,
  };
}

const LONG_TERM_STATUS: Partial<Record<string, StoredBackup['status']>> = {
  Succeeded: 'usable',
  Running: 'running',
  Failed: 'failed',
  Cancelled: 'failed',
};

function ofLongTerm({ name, properties }: LongTermBackup): StoredBackup {
  const status = LONG_TERM_STATUS[properties.status ?? ''] ?? 'unknown';
  return {
    id: name,
    kind: 'long-term',
    status,
    startedAt: properties.startTime,
    finishedAt: status === 'running' ? null : properties.endTime,
    sizeBytes: properties.datasourceSizeInBytes ?? null,
  };
}
