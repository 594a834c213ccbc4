import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { ContainerClient } from '@azure/storage-blob';

const SEGMENT_BYTES = 16 * 1024 * 1024;
const SEGMENTS_PER_FOLDER = 2 ** 32 / SEGMENT_BYTES;
const FIRST_SEGMENT = 200;
/** A segment every five minutes. */
const SEGMENTS_PER_DAY = 288;
const DAYS_KEPT = 30;
const SYSTEM_ID = 7708150322908187512n;
const PARALLEL = 32;

export const SERVER = 'acme-prod/';

/** Uploads what barman-cloud leaves of a small server: WAL, and a base backup for each of the last days. */
export async function uploadArchive(
  container: ContainerClient,
  segments: number,
  progress: (done: number) => void,
): Promise<void> {
  await container.create();
  const tail = randomBytes(600);
  for (const start of backupStarts(segments)) {
    await uploadBackup(container, start, segments);
  }
  let next = 0;
  const worker = async () => {
    while (next < segments) {
      const index = next++;
      await uploadSegment(container, index, tail);
      if (index % 1000 === 0) progress(index);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}

/** Its header and length are those of a segment; the content in between is not, to spare memory. */
export async function uploadSegment(
  container: ContainerClient,
  index: number,
  tail = randomBytes(600),
): Promise<void> {
  const number = FIRST_SEGMENT + index;
  const header = Buffer.alloc(40);
  header.writeUInt16LE(0xd110, 0);
  header.writeUInt16LE(2, 2);
  header.writeUInt32LE(1, 4);
  header.writeBigUInt64LE(BigInt(number) * BigInt(SEGMENT_BYTES), 8);
  header.writeBigUInt64LE(SYSTEM_ID, 24);
  header.writeUInt32LE(SEGMENT_BYTES, 32);
  const stored = gzipSync(Buffer.concat([header, tail]), { level: 1 });
  stored.writeUInt32LE(SEGMENT_BYTES, stored.length - 4);
  const name = segmentName(number);
  await container
    .getBlockBlobClient(`${SERVER}wals/${name.slice(0, 16)}/${name}.gz`)
    .upload(stored, stored.length);
}

export function segmentNameAt(index: number): string {
  return segmentName(FIRST_SEGMENT + index);
}

function segmentName(number: number): string {
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

async function uploadBackup(
  container: ContainerClient,
  start: number,
  segments: number,
): Promise<void> {
  const number = FIRST_SEGMENT + start;
  const id = `20261101T${String(start).padStart(6, '0')}`;
  const minutesAgo = (segments - start) / 100;
  const finishedAt = new Date(Date.now() - minutesAgo * 60_000);
  const time = finishedAt
    .toISOString()
    .replace('T', ' ')
    .replace('Z', '+00:00');
  const lsn = (offset: number) => {
    const at = BigInt(number) * BigInt(SEGMENT_BYTES) + BigInt(offset);
    return `${(at >> 32n).toString(16)}/${(at & 0xffffffffn).toString(16)}`;
  };
  const info = Object.entries({
    begin_time: time,
    begin_wal: segmentName(number),
    begin_xlog: lsn(40),
    end_time: time,
    end_wal: segmentName(number),
    end_xlog: lsn(256),
    status: 'DONE',
    systemid: SYSTEM_ID,
    tablespaces: 'None',
    timeline: 1,
    xlog_segment_size: SEGMENT_BYTES,
  })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
  const tar = gzipSync(Buffer.concat([randomBytes(5000), Buffer.alloc(5240)]));
  const folder = `${SERVER}base/${id}`;
  await container
    .getBlockBlobClient(`${folder}/data.tar.gz`)
    .upload(tar, tar.length);
  await container
    .getBlockBlobClient(`${folder}/backup.info`)
    .upload(info, info.length);
}
