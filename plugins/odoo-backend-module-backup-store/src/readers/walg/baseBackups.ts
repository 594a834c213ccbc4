import { BlobItem, BlobStore, BlobStoreError } from '../../store';

/** What lies in the store of one base backup. */
export interface BaseBackup {
  /** `base_<segment>` or `base_<segment>_D_<segment of its parent>`. */
  name: string;
  /** Where its WAL starts. */
  segment: string;
  sentinel?: BlobItem;
  metadata?: BlobItem;
  files?: BlobItem;
  /** By name without folders. */
  tars: Map<string, BlobItem>;
  newestAt: Date;
}

const NAME = /^base_([0-9A-F]{24})(?:_D_[0-9A-F]{24})?$/;
const SENTINEL = '_backup_stop_sentinel.json';
/** A hundred terabytes in partitions of one gigabyte. */
const MAX_PAGES = 100;
const MAX_BACKUPS = 1500;

/** By name, which is in the order of their WAL. @throws BlobStoreError when the listing ends early */
export async function listBaseBackups(
  store: BlobStore,
  prefix: string,
  signal?: AbortSignal,
): Promise<Map<string, BaseBackup>> {
  const backups = new Map<string, BaseBackup>();
  let pages = 0;
  for await (const { blobs } of store.list({
    prefix,
    pageSize: 1000,
    signal,
  })) {
    if (++pages > MAX_PAGES || backups.size > MAX_BACKUPS) {
      throw new BlobStoreError(
        'garbled',
        `${prefix} holds more files than base backups have`,
      );
    }
    for (const blob of blobs)
      add(backups, blob, blob.name.slice(prefix.length));
  }
  return backups;
}

function add(
  backups: Map<string, BaseBackup>,
  blob: BlobItem,
  path: string,
): void {
  const [top, ...below] = path.split('/');
  const isSentinel = below.length === 0 && top.endsWith(SENTINEL);
  const name = isSentinel ? top.slice(0, -SENTINEL.length) : top;
  const segment = NAME.exec(name)?.[1];
  if (!segment || (below.length === 0 && !isSentinel)) return;
  const backup: BaseBackup = backups.get(name) ?? {
    name,
    segment,
    tars: new Map(),
    newestAt: blob.lastModified,
  };
  backups.set(name, backup);
  if (blob.lastModified > backup.newestAt) backup.newestAt = blob.lastModified;
  const file = below.join('/');
  if (isSentinel) backup.sentinel = blob;
  else if (file === 'metadata.json') backup.metadata = blob;
  else if (file === 'files_metadata.json') backup.files = blob;
  else if (below[0] === 'tar_partitions' && below.length === 2) {
    backup.tars.set(below[1], blob);
  }
}
