import { BlobItem, BlobStore } from '../../store';
import {
  ByteCursor,
  MalformedBackup,
  rangedChunks,
  refuseBomb,
} from '../bytes';
import { EndRecord } from './endRecord';
import { readDirectory, ZipEntry } from './zipDirectory';

/** About 600,000 files; more are not held in memory. */
export const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;
const STORED_FILE = /^filestore\/([0-9a-f]{2}\/[0-9a-f]{40})$/;

/** What the directory of an Odoo zip tells without any content. */
export interface ZipOutline {
  entries: ZipEntry[];
  dump?: ZipEntry;
  manifest?: ZipEntry;
  /** Paths in the filestore, as `xx/<sha1>`. */
  files: Set<string>;
}

export async function readOutline(
  store: BlobStore,
  blob: BlobItem,
  end: EndRecord,
  signal?: AbortSignal,
): Promise<ZipOutline> {
  const part = { offset: end.directoryOffset, length: end.directoryBytes };
  const cursor = new ByteCursor(
    rangedChunks(store, blob.name, { ...part, signal }),
    part.offset,
  );
  const names = new Set<string>();
  const outline: ZipOutline = { entries: [], files: new Set() };
  for await (const entry of readDirectory(cursor, end)) {
    refuseHostile(entry.name, names);
    names.add(entry.name);
    outline.entries.push(entry);
    const [, file] = STORED_FILE.exec(entry.name) ?? [];
    if (file) outline.files.add(file);
    if (entry.name === 'dump.sql') outline.dump = entry;
    if (entry.name === 'manifest.json') outline.manifest = entry;
  }
  refuseOverlap(outline.entries, end);
  return outline;
}

function refuseHostile(name: string, seen: ReadonlySet<string>): void {
  const shown = JSON.stringify(name.slice(0, 100));
  if (
    /^([/\\]|[a-z]:)/i.test(name) ||
    name.includes('\0') ||
    name.split(/[/\\]/).includes('..')
  ) {
    throw new MalformedBackup(
      'hostile-name',
      `holds ${shown}, which leads out of the folder that it is unpacked into`,
    );
  }
  if (seen.has(name)) {
    throw new MalformedBackup('duplicate-name', `holds ${shown} twice`);
  }
}

/** A small file may unpack to a great one, or many names share one content. */
function refuseOverlap(entries: readonly ZipEntry[], end: EndRecord): void {
  let stored = 0;
  let unpacked = 0;
  for (const { compressedSize, size } of entries) {
    stored += compressedSize;
    unpacked += size;
  }
  if (stored > end.directoryOffset) {
    throw new MalformedBackup(
      'malformed',
      'has files that share the same bytes',
    );
  }
  refuseBomb(stored, unpacked);
}
