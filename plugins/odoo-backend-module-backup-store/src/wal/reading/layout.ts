import {
  ArchiveFile,
  parseArchiveName,
  segmentName,
  SegmentRef,
} from '../format';

/** Where a tool keeps its archive. */
export interface ArchiveLayout {
  /** Ends in `/`. */
  root: string;
  /** Segments lie in folders of their first 16 digits; otherwise all of them lie side by side. */
  folders: boolean;
}

const FOLDER_DIGITS = 16;

export function folderOf(segment: string): string {
  return segment.slice(0, FOLDER_DIGITS);
}

/** A listing that starts with this name starts with the segment, whatever its ending. */
export function listingName(
  { root, folders }: ArchiveLayout,
  segment: SegmentRef,
  segmentBytes: number,
): string {
  const name = segmentName(segment, segmentBytes);
  return folders ? `${root}${folderOf(name)}/${name}` : `${root}${name}`;
}

/** Undefined for what a restore would not look for under this name. */
export function parseBlobName(
  { root, folders }: ArchiveLayout,
  blob: string,
): ArchiveFile | undefined {
  const path = blob.slice(root.length).split('/');
  const file = parseArchiveName(path.at(-1)!);
  if (!file) return undefined;
  if (file.kind === 'history' || !folders) {
    return path.length === 1 ? file : undefined;
  }
  return path.length === 2 && path[0] === folderOf(file.segment)
    ? file
    : undefined;
}
