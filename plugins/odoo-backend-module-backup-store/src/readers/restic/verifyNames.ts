import { createHash } from 'node:crypto';
import { BlobItem, BlobStore } from '../../store';
import { isLost, verifiedStream } from '../bytes';
import { idOf } from './resticFiles';

/** The files whose content is not what they are named after, in the order of reading until the budget is spent. */
export async function findCorrupt(
  store: BlobStore,
  blobs: readonly BlobItem[],
  budgetBytes: number,
  signal?: AbortSignal,
): Promise<{ corrupt: Set<BlobItem>; unread: number }> {
  const corrupt = new Set<BlobItem>();
  let left = budgetBytes;
  let unread = 0;
  for (const blob of blobs) {
    if (blob.size > left) {
      unread += 1;
      continue;
    }
    left -= blob.size;
    if (!(await isWhole(store, blob, signal))) corrupt.add(blob);
  }
  return { corrupt, unread };
}

async function isWhole(
  store: BlobStore,
  blob: BlobItem,
  signal?: AbortSignal,
): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of verifiedStream(store, blob, signal)) {
      hash.update(chunk);
    }
  } catch (error) {
    if (isLost(error)) return false;
    throw error;
  }
  return hash.digest('hex') === idOf(blob.name);
}
