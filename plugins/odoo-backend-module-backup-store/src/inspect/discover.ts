import { BlobStore } from '../store';
import { StoreEntry } from '../readers';

/** A container with more folders above its repositories is not looked through. */
const MAX_FOLDERS = 2000;
const MAX_DEPTH = 10;
/** Names of one folder; a repository shows in fewer. */
const MAX_NAMES = 5000;

/**
 * Folders that hold the bulk of a repository, told by their names: WAL segments, the files of a base backup,
 * the packs of Kopia. Filestores and packs lie in folders named after the first digits of a checksum. Listing them tells nothing about where a
 * repository is.
 */
const BULK_FOLDERS = [
  /^[0-9A-F]{16}$/,
  /^wal_\d{3}$/,
  /^\d{8}-\d{6}F(_\d{8}-\d{6}[DI])?$/,
  /^\d{8}T\d{6}$/,
  /^base_[0-9A-F]{24}/,
  /^backup\.history$/,
  /^kopia$/,
];

const SHARD = /^[0-9a-f]{2}$/;
const LETTERED_SHARD = /(^|\/)(?=[0-9]?[a-f])[0-9a-f]{2}\/$/;

export interface Discovery {
  entries: StoreEntry[];
  /** Why something may have been overlooked; empty when nothing was. */
  overlooked: string[];
}

/** What there is in a store, from the top down to the bulk folders. */
export async function discover(
  store: BlobStore,
  options: { prefix?: string; signal?: AbortSignal } = {},
): Promise<Discovery> {
  const { prefix = '', signal } = options;
  const entries: StoreEntry[] = [];
  const overlooked: string[] = [];
  const waiting = [{ folder: prefix, depth: 0 }];
  for (let listed = 0; waiting.length > 0; listed++) {
    const { folder, depth } = waiting.shift()!;
    if (listed >= MAX_FOLDERS || depth > MAX_DEPTH) {
      overlooked.push(folder);
      continue;
    }
    let names = 0;
    let sharded = false;
    const list = store.list({ prefix: folder, delimiter: '/', signal });
    for await (const { blobs, prefixes } of list) {
      names += blobs.length + prefixes.length;
      entries.push(...blobs.map(({ name }) => ({ name })));
      // Folders 01 to 31 alone are days; with letters among them they shard by checksum.
      sharded ||= prefixes.some(name => LETTERED_SHARD.test(name));
      for (const name of prefixes) {
        if (isBulk(name, sharded)) entries.push({ name });
        else waiting.push({ folder: name, depth: depth + 1 });
      }
      if (names >= MAX_NAMES) {
        overlooked.push(folder);
        break;
      }
    }
  }
  return { entries, overlooked };
}

function isBulk(folder: string, sharded: boolean): boolean {
  const name = folder.slice(folder.lastIndexOf('/', folder.length - 2) + 1, -1);
  return (
    BULK_FOLDERS.some(bulk => bulk.test(name)) || (sharded && SHARD.test(name))
  );
}
