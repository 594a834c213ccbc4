/** What a file in a WAL archive is, by its name alone. */
export type ArchiveFile =
  | {
      kind: 'segment';
      segment: string;
      /** SHA-1 of the uncompressed content, which pgBackRest writes into the name. */
      checksum?: string;
      /** Empty, or with its dot. */
      extension: string;
    }
  /** Cut off by a promotion; it never counts for continuity. */
  | { kind: 'partial'; segment: string }
  /** PostgreSQL's own proof that a base backup that started in this segment has finished. */
  | { kind: 'backup'; segment: string; extension: string }
  | { kind: 'history'; timeline: number; extension: string };

const COMPRESSION = String.raw`(\.(?:gz|bz2|xz|zst|lz4|snappy|br|lzma|lzo))?`;
const SEGMENT = '([0-9A-F]{24})';
const PATTERNS = {
  segment: new RegExp(`^${SEGMENT}(?:-([0-9a-f]{40}))?${COMPRESSION}$`),
  partial: new RegExp(`^${SEGMENT}\\.partial(?:-[0-9a-f]{40})?${COMPRESSION}$`),
  backup: new RegExp(`^${SEGMENT}\\.[0-9A-F]{8}\\.backup${COMPRESSION}$`),
  history: new RegExp(`^([0-9A-F]{8})\\.history${COMPRESSION}$`),
};

/**
 * `name` without its folders. Unknown endings, such as those of uploads under way, are undefined: to take one for
 * a segment would hide a gap.
 */
export function parseArchiveName(name: string): ArchiveFile | undefined {
  const segment = PATTERNS.segment.exec(name);
  if (segment) {
    const [, file, checksum, extension = ''] = segment;
    return { kind: 'segment', segment: file, checksum, extension };
  }
  const backup = PATTERNS.backup.exec(name);
  if (backup) {
    const [, file, extension = ''] = backup;
    return { kind: 'backup', segment: file, extension };
  }
  const history = PATTERNS.history.exec(name);
  if (history) {
    const [, timeline, extension = ''] = history;
    return { kind: 'history', timeline: parseInt(timeline, 16), extension };
  }
  const partial = PATTERNS.partial.exec(name);
  return partial ? { kind: 'partial', segment: partial[1] } : undefined;
}
