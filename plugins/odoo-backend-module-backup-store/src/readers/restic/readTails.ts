import { BlobItem, BlobStore } from '../../store';
import { isLost } from '../bytes';
import { blobsOfPack, isVersion1, PACK_TAIL_BYTES } from './sizes';

export interface PackTails {
  blobs: Map<string, number>;
  version1: boolean;
  /** No pack ends as these do: they were cut. */
  cut: BlobItem[];
}

/** Four bytes of every pack. */
export async function readTails(
  store: BlobStore,
  packs: readonly BlobItem[],
  signal?: AbortSignal,
): Promise<PackTails> {
  const blobs = new Map<string, number>();
  const headers: number[] = [];
  const cut: BlobItem[] = [];
  for (const pack of packs) {
    const tail = await readTail(store, pack, signal);
    const header = tail?.length === PACK_TAIL_BYTES ? tail.readUInt32LE(0) : 0;
    const count = blobsOfPack(header, pack.size);
    if (count === undefined) cut.push(pack);
    else {
      blobs.set(pack.name, count);
      headers.push(header);
    }
  }
  return { blobs, version1: isVersion1(headers), cut };
}

/** Undefined when what is stored is not what was listed. */
async function readTail(
  store: BlobStore,
  { name, size }: BlobItem,
  signal?: AbortSignal,
): Promise<Buffer | undefined> {
  const offset = Math.max(0, size - PACK_TAIL_BYTES);
  const range = { offset, length: PACK_TAIL_BYTES };
  try {
    return await store.read(name, { range, maxBytes: PACK_TAIL_BYTES, signal });
  } catch (error) {
    if (isLost(error)) return undefined;
    throw error;
  }
}
