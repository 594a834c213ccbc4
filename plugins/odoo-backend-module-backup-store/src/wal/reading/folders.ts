import { BlobStore, BlobStoreError } from '../../store';
import { Run } from '../chain';
import { segmentName, segmentsPerFolder } from '../format';
import { rememberHistory } from './histories';
import { ArchiveLayout, folderOf, parseBlobName } from './layout';

/** The top level of an archive. */
export interface ArchiveFolders {
  /** First 16 digits of the segments in them, in order. */
  folders: string[];
  /** Blob names of history files by timeline. */
  histories: Map<number, string>;
}

/** 64,000 folders of 16 MiB segments are 250 TiB of log: more is not WAL. */
const MAX_PAGES = 64;
const FOLDER = /^[0-9A-F]{16}$/;

export async function listFolders(
  store: BlobStore,
  layout: ArchiveLayout,
  signal?: AbortSignal,
): Promise<ArchiveFolders> {
  const top: ArchiveFolders = { folders: [], histories: new Map() };
  let pages = 0;
  for await (const { blobs, prefixes } of store.list({
    prefix: layout.root,
    delimiter: '/',
    pageSize: 1000,
    signal,
  })) {
    for (const prefix of prefixes) {
      const folder = prefix.slice(layout.root.length, -1);
      if (FOLDER.test(folder)) top.folders.push(folder);
    }
    for (const { name } of blobs) {
      const file = parseBlobName(layout, name);
      if (file?.kind !== 'history') continue;
      rememberHistory(top.histories, file.timeline, name);
    }
    if (++pages > MAX_PAGES) {
      throw new BlobStoreError(
        'garbled',
        `${layout.root} has more folders than an archive can have`,
      );
    }
  }
  return top;
}

/** No folder of a known segment is gone. */
export function haveFoldersOf(
  runs: readonly Run[],
  folders: readonly string[],
  segmentBytes: number,
): boolean {
  const there = new Set(folders);
  const per = segmentsPerFolder(segmentBytes);
  return runs.every(({ timeline, low, high }) => {
    for (let number = low - (low % per); number <= high; number += per) {
      const name = segmentName({ timeline, number }, segmentBytes);
      if (!there.has(folderOf(name))) return false;
    }
    return true;
  });
}
