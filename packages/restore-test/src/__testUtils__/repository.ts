import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { RestorePoint } from '@plumbline/plugin-odoo-common';
import { BaseBackup, takeBaseBackup } from './baseBackup';
import { ODOO_SCHEMA } from './odooSchema';
import { SourceDatabase } from './sourceDatabase';

const BACKUP = '20261121T013001';
/** Of the database in its container, and of its base backup. */
export const PREFIX = 'odoo-db/';
export const BASE = `${PREFIX}base/${BACKUP}`;
const ATTACHMENTS = 12;

export type Blobs = Map<string, Buffer>;

/** The segment that a blob holds. */
export const segmentOf = (blob: string) => blob.slice(-27, -3);

export interface Repository {
  /** Everything in the container, laid out as Barman does, with the copy of the filestore. */
  blobs: Blobs;
  /** The newest point. */
  point: RestorePoint;
  /** Blobs of the WAL from the base backup to that point, in order. */
  chain: string[];
}

/** A base backup on timeline 1, a failover, and WAL on timeline 2, with attachments throughout. */
export async function makeRepository(
  source: SourceDatabase,
): Promise<Repository> {
  await source.query('create database odoo');
  await source.query(ODOO_SCHEMA, 'odoo');
  const files: Blobs = new Map();
  await attach(source, files);
  const base = await takeBaseBackup(source);
  await source.query(
    `insert into account_move (name, write_date) values ('before', now())`,
    'odoo',
  );
  await source.archiveSegment();
  await source.promote();
  await attach(source, files);
  // Enough for segments that are full and records that go on in the next one.
  await source.query(
    `insert into account_move (name, write_date)
      select repeat(md5(n::text), 30), now() at time zone 'UTC' from generate_series(1, 3000) n`,
    'odoo',
  );
  await source.archiveSegment();
  await source.query(
    `insert into res_partner (name, write_date) values ('last', now())`,
    'odoo',
  );
  const segment = await source.archiveSegment();
  const wal = walBlobs(await source.archive());
  return {
    blobs: new Map([...baseBlobs(base), ...wal, ...files]),
    chain: chainFrom(base.beginSegment, wal),
    point: {
      backup: BACKUP,
      timeline: 2,
      segment,
      at: new Date(Date.now() + 1000).toISOString(),
      systemId: base.systemId,
      lineage: 'odoo-db',
    },
  };
}

/** Adds attachments to the database, and their files to the copy of the filestore. */
async function attach(source: SourceDatabase, files: Blobs): Promise<void> {
  for (let i = 0; i < ATTACHMENTS / 2; i++) {
    const content = Buffer.from(`drawing ${files.size} `.repeat(50));
    const sha1 = createHash('sha1').update(content).digest('hex');
    const name = `${sha1.slice(0, 2)}/${sha1}`;
    files.set(`filestore/${name}`, content);
    await source.query(
      `insert into ir_attachment (name, store_fname, file_size, create_date, write_date) values
        ('drawing', '${name}', ${content.length}, now() at time zone 'UTC', now() at time zone 'UTC')`,
      'odoo',
    );
  }
}

function baseBlobs({ info, data }: BaseBackup): Blobs {
  return new Map([
    [`${BASE}/backup.info`, Buffer.from(info)],
    [`${BASE}/data.tar.gz`, data],
  ]);
}

function walBlobs(archive: ReadonlyMap<string, Buffer>): Blobs {
  const blobs: Blobs = new Map();
  for (const [name, content] of archive) {
    const folder = name.endsWith('.history') ? '' : `${name.slice(0, 16)}/`;
    blobs.set(
      `${PREFIX}wals/${folder}${name}.gz`,
      gzipSync(content, { level: 1 }),
    );
  }
  return blobs;
}

/** Of two timelines' files for one place in the log, the newer one's. */
function chainFrom(begin: string, wal: Blobs): string[] {
  const place = (blob: string) => blob.slice(-19, -3);
  const segments = [...wal.keys()]
    .filter(blob => /\/[0-9A-F]{24}\.gz$/.test(blob))
    .filter(blob => place(blob) >= begin.slice(8))
    .sort();
  const newest = new Map(segments.map(blob => [place(blob), blob]));
  return [...newest.keys()].sort().map(each => newest.get(each)!);
}
