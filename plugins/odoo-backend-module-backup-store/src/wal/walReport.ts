import {
  BackupFinding,
  RepositoryReport,
  StoredBackup,
} from '@plumbline/plugin-odoo-common';
import { Damage, judgeBackups, judgeDamages, newestUsable } from '../judgement';
import { BackupTargets, RepositoryLocation } from '../readers/BackupReader';
import { verdictOf } from '../readers/verdict';
import { AssembledChains, ChainState } from './chain';

const STATUS: Record<ChainState, StoredBackup['status']> = {
  complete: 'usable',
  // It has finished, and its last WAL is on its way.
  pending: 'running',
  broken: 'damaged',
  unverified: 'unknown',
};

/** The report of a repository with WAL; a backup is only as usable as the WAL that it needs. */
export function walReport(
  { format, name }: RepositoryLocation,
  read: {
    /** As their own bytes tell. */
    backups: readonly StoredBackup[];
    /** undefined: the archive has not been read far enough. */
    chains?: AssembledChains;
    findings: readonly BackupFinding[];
    /** To backups that are named by them. */
    damages?: readonly Damage[];
    partial: boolean;
  },
  targets: BackupTargets,
  now: Date,
): RepositoryReport {
  const { chains, partial } = read;
  const backups = read.backups.map(backup => {
    if (backup.status !== 'usable') return backup;
    const state = chains?.states.get(backup.id);
    return { ...backup, status: state ? STATUS[state] : 'unknown' };
  });
  const findings = [
    ...read.findings,
    ...judgeDamages(read.damages ?? [], backups),
    ...(chains?.findings ?? []),
    ...judgeBackups(backups, targets, now, { continuous: true }),
  ];
  return {
    format,
    name,
    verdict: verdictOf(findings),
    newestUsableBackup: newestUsable(backups)?.id ?? null,
    newestRestorePoint: chains?.newest ?? null,
    rpoSeconds: chains?.rpoSeconds ?? null,
    earliestRestorePoint: chains?.earliest ?? null,
    windows: chains?.windows ?? [],
    gaps: chains?.gaps ?? [],
    backups,
    findings,
    ...(chains?.chain && { chain: chains.chain }),
    ...(partial && { partial }),
  };
}
