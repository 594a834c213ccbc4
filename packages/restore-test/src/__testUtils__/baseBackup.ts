import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { SourceDatabase } from './sourceDatabase';

export const SEGMENT_BYTES = 2 ** 20;
/** Barman keeps these folders and leaves their contents out. */
const EMPTIED =
  /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_stat_tmp|pg_subtrans)\//;
const LEFT_OUT = /^(postmaster\.(pid|opts)|recovery\.(signal|done))$/;

export interface BaseBackup {
  systemId: string;
  beginSegment: string;
  info: string;
  data: Buffer;
}

/** A base backup in the layout of barman-cloud: `backup.info` and `data.tar.gz`. */
export async function takeBaseBackup(
  source: SourceDatabase,
): Promise<BaseBackup> {
  return source.session(async client => {
    const one = async (sql: string): Promise<Record<string, string>> =>
      (await client.query(sql)).rows[0];
    const about = await one(
      `select system_identifier::text as system, timeline_id::text as timeline,
        current_setting('server_version_num') as version
        from pg_control_system(), pg_control_checkpoint()`,
    );
    const begin = await one(
      `select lsn::text, pg_walfile_name(lsn) as wal from pg_backup_start('Barman', true) lsn`,
    );
    const files = await filesIn(source.dataFolder);
    const end = await one(
      `select lsn::text, pg_walfile_name(lsn) as wal, labelfile as label from pg_backup_stop(false)`,
    );
    files.set('backup_label', Buffer.from(end.label));
    return {
      systemId: about.system,
      beginSegment: begin.wal,
      data: await archiveOf(files),
      info: [
        `begin_time=${new Date().toISOString()}`,
        `begin_wal=${begin.wal}`,
        `begin_xlog=${begin.lsn}`,
        'children_backup_ids=None',
        `end_wal=${end.wal}`,
        `end_xlog=${end.lsn}`,
        'error=None',
        'size=None',
        'status=DONE',
        `systemid=${about.system}`,
        'tablespaces=None',
        `timeline=${about.timeline}`,
        `version=${about.version}`,
        `xlog_segment_size=${SEGMENT_BYTES}`,
        '',
      ].join('\n'),
    };
  });
}

/** By path; a folder is undefined. */
async function filesIn(root: string) {
  const files = new Map<string, Buffer | undefined>();
  for (const name of await readdir(root, { recursive: true })) {
    if (EMPTIED.test(name) || LEFT_OUT.test(name)) continue;
    const directory = (await stat(join(root, name))).isDirectory();
    files.set(name, directory ? undefined : await readFile(join(root, name)));
  }
  return files;
}

async function archiveOf(
  files: ReadonlyMap<string, Buffer | undefined>,
): Promise<Buffer> {
  const tar = pack();
  for (const [path, content] of files) {
    const name = `./${path}`;
    if (content) tar.entry({ name, mode: 0o600 }, content);
    else tar.entry({ name, type: 'directory', mode: 0o700 });
  }
  tar.finalize();
  return promisify(gzip)(await buffer(Readable.from(tar)), { level: 1 });
}
