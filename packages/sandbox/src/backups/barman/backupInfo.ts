import { SEGMENT_BYTES } from '../database/initialise';
import type { BaseBackup } from '../database/baseBackup';

const PGDATA = '/var/lib/postgresql/data/pgdata';

/** A run of `barman-cloud-backup`, as its `backup.info` tells of it. */
export interface BackupRecord {
  /** Name of the Backup object that asked for it. */
  name: string;
  startedAt: Date;
  /** `pg_backup_stop` came back then; the upload may fail all the same. */
  stoppedAt: Date;
  /** Why it failed, if it did. */
  error?: string;
}

/** Python's `str(datetime)`. */
const pythonTime = (at: Date) =>
  `${at.toISOString().slice(0, -1).replace('T', ' ')}000+00:00`;

const offsetOf = (lsn: string) =>
  parseInt(lsn.split('/')[1], 16) % SEGMENT_BYTES;

/** Text of `backup.info` as barman 3.17 writes it. */
export function backupInfo(
  { name, startedAt, stoppedAt, error }: BackupRecord,
  base: Omit<BaseBackup, 'dataTar'>,
): string {
  const keys: Record<string, string | number> = {
    backup_label: `'${base.backupLabel.replaceAll('\n', '\\n')}'`,
    backup_name: name,
    begin_offset: offsetOf(base.beginLsn),
    begin_time: pythonTime(startedAt),
    begin_wal: base.beginSegment,
    begin_xlog: base.beginLsn,
    children_backup_ids: 'None',
    cluster_size: base.clusterBytes,
    compression: 'None',
    config_file: `${PGDATA}/postgresql.conf`,
    copy_stats: 'None',
    data_checksums: 'on',
    deduplicated_size: 'None',
    encryption: 'None',
    end_offset: offsetOf(base.endLsn),
    end_time: pythonTime(stoppedAt),
    end_wal: base.endSegment,
    end_xlog: base.endLsn,
    error: error ?? 'None',
    hba_file: `${PGDATA}/pg_hba.conf`,
    ident_file: `${PGDATA}/pg_ident.conf`,
    included_files: 'None',
    mode: 'None',
    parent_backup_id: 'None',
    pgdata: PGDATA,
    server_name: 'cloud',
    size: 'None',
    status: error ? 'FAILED' : 'DONE',
    summarize_wal: 'None',
    systemid: base.systemId,
    tablespaces: 'None',
    timeline: base.timeline,
    version: base.version,
    xlog_segment_size: SEGMENT_BYTES,
  };
  return Object.entries(keys)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}
