import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { RestorePoint } from '@plumbline/plugin-odoo-common';
import { TestFailure } from '../failure';
import { BackupContainer, unpackerFor } from '../store';
import { BackupInfo } from './backupInfo';
import { checkSegment } from './checkSegment';
import { limitTo } from './limitTo';
import { historyName } from './segments';
import { branchesOf } from './timelines';
import { candidatesOf, chainOf } from './walChain';

const MAXIMUM_HISTORY_BYTES = 1024 * 1024;
const PARALLEL = 4;

export interface WalSource {
  container: BackupContainer;
  databasePrefix: string;
  info: BackupInfo;
  point: RestorePoint;
  /** Where `restore_command` will find it. */
  directory: string;
}

/**
 * Brings all WAL from the start of the base backup to the chosen segment, along the timelines that
 * lead to it, and nothing beyond: recovery ends there.
 * @returns names of the segments, in order
 * @throws TestFailure for a segment that is missing or is not what its name says
 */
export async function fetchWal(source: WalSource): Promise<string[]> {
  const { info, point, directory } = source;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const history = await fetchHistory(source);
  const request = {
    begin: info.beginSegment,
    end: point.segment,
    segmentBytes: info.segmentBytes,
    branches: branchesOf(point.timeline, history, info.segmentBytes),
  };
  const stored = await storedSegments(source, candidatesOf(request).flat());
  const chain = chainOf(request, segment => stored.has(segment));
  const waiting = chain.values();
  const fetchWaiting = async () => {
    for (const segment of waiting) {
      await fetchFile(source, segment, stored.get(segment)!, info.segmentBytes);
      await checkSegment(join(directory, segment), segment, info);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, fetchWaiting));
  return chain;
}

/** The first timeline has no ancestors and no history file. */
async function fetchHistory(source: WalSource): Promise<string> {
  const { container, databasePrefix, point, directory } = source;
  if (point.timeline === 1) return '';
  const file = historyName(point.timeline);
  const [blob] = await container.list(`${databasePrefix}wals/${file}`);
  if (!blob) {
    throw new TestFailure(
      `The history file ${file} of the chosen timeline is missing`,
    );
  }
  await fetchFile(source, file, blob.name, MAXIMUM_HISTORY_BYTES);
  return readFile(join(directory, file), 'utf8');
}

/** Blobs by segment, of every folder that the way touches. */
async function storedSegments(
  { container, databasePrefix }: WalSource,
  candidates: readonly string[],
): Promise<Map<string, string>> {
  const folders = new Set(candidates.map(segment => segment.slice(0, 16)));
  const stored = new Map<string, string>();
  for (const folder of folders) {
    const prefix = `${databasePrefix}wals/${folder}/`;
    for (const { name } of await container.list(prefix)) {
      // Neither `.partial` nor `.backup` is a segment.
      const match = /^([0-9A-F]{24})(?:\.(?:gz|zst|bz2|xz|lz4|snappy))?$/.exec(
        name.slice(prefix.length),
      );
      if (match) stored.set(match[1], name);
    }
  }
  return stored;
}

async function fetchFile(
  { container, directory }: WalSource,
  file: string,
  blob: string,
  maximumBytes: number,
): Promise<void> {
  const extension = blob.slice(blob.lastIndexOf(file) + file.length);
  await pipeline(
    await container.open(blob),
    unpackerFor(extension),
    limitTo(maximumBytes, file),
    createWriteStream(join(directory, file), { mode: 0o600 }),
  );
}
