import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { NewBlob } from './store';

const SEGMENT_BYTES = 16 * 1024 * 1024;
const SEGMENTS_PER_FOLDER = 2 ** 32 / SEGMENT_BYTES;
const FIRST_SEGMENT = 200;
const CADENCE_MS = 5 * 60_000;
const SEGMENTS_PER_DAY = 288;
const DAYS_KEPT = 30;
const SYSTEM_ID = 7708150322908187512n;

export const SERVER = 'acme-prod/';

/** Enough to fill the beginning of a segment with what no compression makes smaller. */
const NOISE = randomBytes(600);

/** What barman-cloud leaves of a small server: WAL, and a base backup for each of the last days. */
export function* archiveOf(segments: number, now: Date): Iterable<NewBlob> {
  const at = (index: number) =>
    new Date(now.getTime() - (segments - index) * CADENCE_MS);
  for (const start of backupStarts(segments)) {
    yield* backupBlobs(start, at(start));
  }
  for (let index = 0; index < segments; index++) {
    yield { ...segmentAt(index), at: at(index) };
  }
}

/** Header and length are those of a segment; what lies in between is left out, to spare memory. */
export function segmentAt(index: number): Omit<NewBlob, 'at'> {
  const number = FIRST_SEGMENT + index;
  const header = Buffer.alloc(40);
  header.writeUInt16LE(0xd110, 0);
  header.writeUInt16LE(2, 2);
  header.writeUInt32LE(1, 4);
  header.writeBigUInt64LE(BigInt(number) * BigInt(SEGMENT_BYTES), 8);
  header.writeBigUInt64LE(SYSTEM_ID, 24);
  header.writeUInt32LE(SEGMENT_BYTES, 32);
  const content = gzipSync(Buffer.concat([header, NOISE]), { level: 1 });
  content.writeUInt32LE(SEGMENT_BYTES, content.length - 4);
  const name = segmentNameAt(index);
  return { name: `${SERVER}wals/${name.slice(0, 16)}/${name}.gz`, content };
}

export function segmentNameAt(index: number): string {
  const number = FIRST_SEGMENT + index;
  return [
    1,
    Math.floor(number / SEGMENTS_PER_FOLDER),
    number % SEGMENTS_PER_FOLDER,
  ]
    .map(part => part.toString(16).toUpperCase().padStart(8, '0'))
    .join('');
}

/** One at the very beginning, and one a day until the last day. */
function backupStarts(segments: number): number[] {
  const days = Math.min(DAYS_KEPT, Math.floor(segments / SEGMENTS_PER_DAY) - 1);
  const daily = Array.from(
    { length: days },
    (_, day) => segments - (days - day) * SEGMENTS_PER_DAY,
  );
  return [0, ...daily];
}

function backupBlobs(start: number, at: Date): NewBlob[] {
  const position = BigInt(FIRST_SEGMENT + start) * BigInt(SEGMENT_BYTES);
  const lsn = (offset: bigint) =>
    [(position + offset) >> 32n, (position + offset) & 0xffffffffn]
      .map(part => part.toString(16))
      .join('/');
  const time = at.toISOString().replace('T', ' ').replace('Z', '+00:00');
  const info = Object.entries({
    begin_time: time,
    begin_wal: segmentNameAt(start),
    begin_xlog: lsn(40n),
    end_time: time,
    end_wal: segmentNameAt(start),
    end_xlog: lsn(256n),
    status: 'DONE',
    systemid: SYSTEM_ID,
    tablespaces: 'None',
    timeline: 1,
    xlog_segment_size: SEGMENT_BYTES,
  });
  const folder = `${SERVER}base/20261101T${String(start).padStart(6, '0')}`;
  const text = info.map(([key, value]) => `${key}=${value}\n`).join('');
  const tar = Buffer.concat([randomBytes(5000), Buffer.alloc(5240)]);
  return [
    { name: `${folder}/backup.info`, at, content: Buffer.from(text) },
    { name: `${folder}/data.tar.gz`, at, content: gzipSync(tar) },
  ];
}
