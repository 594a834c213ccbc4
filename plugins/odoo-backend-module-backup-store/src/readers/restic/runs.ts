import { BlobItem } from '../../store';
import { ResticFiles } from './resticFiles';

/** What was written up to a snapshot and after the one before. */
export interface Run {
  /** Undefined: after the last snapshot. */
  snapshot?: BlobItem;
  packs: BlobItem[];
  indexes: BlobItem[];
}

/** restic writes packs, then the index that names them, then the snapshot. */
export function runsOf({ snapshots, data, index }: ResticFiles): Run[] {
  const packs = [...data];
  const indexes = [...index];
  const upTo = (blobs: BlobItem[], time: Date) => {
    const end = blobs.findIndex(blob => blob.lastModified > time);
    return blobs.splice(0, end < 0 ? blobs.length : end);
  };
  const runs: Run[] = snapshots.map(snapshot => ({
    snapshot,
    packs: upTo(packs, snapshot.lastModified),
    indexes: upTo(indexes, snapshot.lastModified),
  }));
  return packs.length + indexes.length > 0
    ? [...runs, { packs, indexes }]
    : runs;
}
