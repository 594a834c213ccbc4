import type { DatabaseServer } from './databaseServer';
import { oneRow } from './databaseServer';
import { dataFolderTar } from './dataFolderTar';

/** A base backup as PostgreSQL and the tar of its files tell of it. */
export interface BaseBackup {
  systemId: string;
  /** As `server_version_num`. */
  version: string;
  timeline: number;
  beginLsn: string;
  beginSegment: string;
  endLsn: string;
  endSegment: string;
  backupLabel: string;
  /** Bytes of the data folder. */
  clusterBytes: number;
  dataTar: Buffer;
}

interface Stopped {
  lsn: string;
  segment: string;
  label: string;
}

/** As backup labels give times. */
export const labelTime = (at: Date) =>
  `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/**
 * Takes a base backup as Barman does: the files are copied while the server is in backup mode.
 *
 * @param startedAt - what the label says; it may lie in the past
 */
export async function takeBaseBackup(
  server: DatabaseServer,
  label: string,
  startedAt: Date,
): Promise<BaseBackup> {
  // Backup mode belongs to the session that began it.
  const session = await server.connect('postgres');
  try {
    const about = await oneRow<{
      systemId: string;
      version: string;
      timeline: number;
    }>(
      session,
      `SELECT system_identifier::text AS "systemId", current_setting('server_version_num') AS version, timeline_id AS timeline
         FROM pg_control_system(), pg_control_checkpoint()`,
    );
    const { lsn: beginLsn, segment: beginSegment } = await oneRow<{
      lsn: string;
      segment: string;
    }>(
      session,
      `SELECT lsn::text, pg_walfile_name(lsn) AS segment FROM pg_backup_start($1, true) AS lsn`,
      [label],
    );
    let stopped: Stopped | undefined;
    const { gzip, bytes } = await dataFolderTar(server.dataFolder, async () => {
      stopped = await oneRow<Stopped>(
        session,
        `SELECT lsn::text, pg_walfile_name(lsn) AS segment, labelfile AS label FROM pg_backup_stop(false)`,
      );
      stopped.label = stopped.label.replace(
        /^START TIME: .*$/m,
        `START TIME: ${labelTime(startedAt)}`,
      );
      return stopped.label;
    });
    if (!stopped) throw new Error('the base backup was not stopped');
    return {
      ...about,
      beginLsn,
      beginSegment,
      endLsn: stopped.lsn,
      endSegment: stopped.segment,
      backupLabel: stopped.label,
      clusterBytes: bytes,
      dataTar: gzip,
    };
  } finally {
    await session.end();
  }
}
