import { BlobItem, BlobStore } from '../../store';
import { ReadRequest } from '../BackupReader';
import { isLost, verifiedStream } from '../bytes';
import { budgetOf, Sample } from '../checksums';
import { Balance, balanceOf } from './balance';
import { digestOf, readMemory, ResticMemory } from './memory';
import { readTails } from './readTails';
import { idOf, ResticFiles } from './resticFiles';
import { Run } from './runs';

/** By metadata, the packs of the newest runs are looked into: so many. */
const MAX_TAILS = 500;
const MAX_REMEMBERED = 20;

export interface Contents extends Balance {
  corrupt: Set<BlobItem>;
  /** Files whose content was left for another time. */
  unread: number;
  memory: ResticMemory;
}

export async function checkContents(
  request: ReadRequest,
  files: ResticFiles,
  runs: readonly Run[],
): Promise<Contents> {
  const { store, depth, signal } = request;
  const before = readMemory(request.memory);
  const listing = digestOf(files);
  const { balance, cut } =
    before?.listing === listing
      ? { balance: before.balance, cut: [] }
      : await balanceNow(request, runs);
  const sample = new Sample(
    before?.sampledTo ?? '',
    before?.corrupt ?? [],
    budgetOf(depth, !before),
  );
  for (const blob of inOrder(files)) sample.visit(blob, idOf(blob.name));
  const found = await sample.findCorrupt(store, 'sha256', signal);
  const corrupt = new Set([...cut, ...found]);
  const { config } = files;
  if (config && !(await isWhole(store, config, signal))) corrupt.add(config);
  return {
    ...balance,
    corrupt,
    unread: sample.passed,
    memory: {
      listing,
      balance,
      sampledTo: sample.end,
      corrupt: [...corrupt].slice(0, MAX_REMEMBERED).map(({ name }) => name),
    },
  };
}

/** The one file that is not named after its content; the store may know its checksum. */
async function isWhole(
  store: BlobStore,
  config: BlobItem,
  signal?: AbortSignal,
): Promise<boolean> {
  const chunks = verifiedStream(store, config, signal);
  try {
    while (!(await chunks.next()).done);
    return true;
  } catch (error) {
    if (isLost(error)) return false;
    throw error;
  }
}

async function balanceNow(
  { store, depth, signal }: ReadRequest,
  runs: readonly Run[],
): Promise<{ balance: Balance; cut: BlobItem[] }> {
  const first = depth === 'content' ? 0 : firstWithin(runs, MAX_TAILS);
  const packs = runs.slice(first).flatMap(run => run.packs);
  const { blobs, version1, cut } = await readTails(store, packs, signal);
  return { balance: balanceOf(runs, blobs, version1, first), cut };
}

/** What is named after its content. */
function inOrder({ keys, index, snapshots, data }: ResticFiles): BlobItem[] {
  return [...keys, ...index, ...snapshots, ...data].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
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
