import { BlobItem } from '../../store';
import { ReadRequest } from '../BackupReader';
import { Balance, balanceOf } from './balance';
import { readTails } from './readTails';
import { ResticFiles } from './resticFiles';
import { Run } from './runs';
import { findCorrupt } from './verifyNames';

/** By metadata, the newest of these are looked into. */
const MAX_TAILS = 500;
const MAX_SMALL_FILES = 8;
const SMALL_BYTES = 1024 * 1024;
/** By content; a larger repository is read in part, newest first. */
const MAX_CONTENT_BYTES = 16 * 1024 ** 3;

export interface Contents extends Balance {
  corrupt: Set<BlobItem>;
  /** Files that were too many to be read. */
  unread: number;
}

export async function checkContents(
  { store, depth, signal }: ReadRequest,
  files: ResticFiles,
  runs: readonly Run[],
): Promise<Contents> {
  const whole = depth === 'content';
  const first = whole ? 0 : firstWithin(runs, MAX_TAILS);
  const packs = runs.slice(first).flatMap(run => run.packs);
  const tails = await readTails(store, packs, signal);
  const small = [files.index, files.snapshots]
    .flatMap(blobs => blobs.slice(-MAX_SMALL_FILES))
    .filter(({ size }) => size <= SMALL_BYTES);
  const named = whole
    ? [
        ...files.keys,
        ...newestFirst(files.index),
        ...newestFirst(files.snapshots),
        ...newestFirst(files.data),
      ]
    : [...files.keys, ...small];
  const { corrupt, unread } = await findCorrupt(
    store,
    named,
    MAX_CONTENT_BYTES,
    signal,
  );
  return {
    ...balanceOf(runs, tails.blobs, tails.version1, first),
    corrupt: new Set([...tails.cut, ...corrupt]),
    unread: whole ? unread : 0,
  };
}

/** The first of the newest runs that have no more packs than these together. */
function firstWithin(runs: readonly Run[], most: number): number {
  let first = runs.length;
  let packs = 0;
  while (first > 0) {
    packs += runs[first - 1].packs.length;
    if (packs > most) break;
    first -= 1;
  }
  return first;
}

function newestFirst(blobs: readonly BlobItem[]): BlobItem[] {
  return [...blobs].reverse();
}
