import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BlobItem, BlobStore } from '../../store';
import { gzipLength } from '../../wal';

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);
const TAR_BLOCK_BYTES = 512;

/**
 * A tarball that was cut ends in other bytes than its length, which of a tar is a multiple of 512. Two reads of a
 * few bytes, however large it is.
 */
export async function checkTarball(
  store: BlobStore,
  id: string,
  { name }: BlobItem,
  signal?: AbortSignal,
): Promise<BackupFinding | undefined> {
  const read = (range: { offset: number; length: number } | { last: number }) =>
    store.read(name, { range, maxBytes: 16, signal });
  const head = await read({ offset: 0, length: 2 });
  const length = gzipLength(await read({ last: 4 }));
  if (head.equals(GZIP_MAGIC) && length && length % TAR_BLOCK_BYTES === 0) {
    return undefined;
  }
  return {
    code: 'base-truncated',
    severity: 'critical',
    subject: id,
    summary: 'Its tarball is cut off, or is no tarball at all.',
    action: 'Take a backup now, and find out what cut it.',
  };
}
