import { BlobItem, BlobStore, BlobStoreError } from '../../store';

/** What lies in the folder of one base backup. */
export interface BaseFolder {
  id: string;
  info?: BlobItem;
  /** Says for what the backup is kept beyond retention. */
  keep?: BlobItem;
  /** Tar files by name without folders: `data.tar.gz`, `data_0001.tar.gz`, `16387.tar`. */
  tars: Map<string, BlobItem>;
  /** Seconds since 1970 at which the newest of its blobs was written. */
  newestAt: Date;
}

const ID = /^\d{8}T\d{6}$/;
const TAR = /^(data(_\d{4})?|\d{1,10}(_\d{4})?)\.tar(\.[a-z0-9]+)?$/;
const MAX_PAGES = 20;
/** Every hour for two months. */
const MAX_FOLDERS = 1500;

/** Oldest first. @throws BlobStoreError when the listing ends early */
export async function listBaseFolders(
  store: BlobStore,
  prefix: string,
  signal?: AbortSignal,
): Promise<BaseFolder[]> {
  const folders = new Map<string, BaseFolder>();
  let pages = 0;
  for await (const { blobs } of store.list({
    prefix,
    pageSize: 1000,
    signal,
  })) {
    if (++pages > MAX_PAGES || folders.size > MAX_FOLDERS) {
      throw new BlobStoreError(
        'garbled',
        `${prefix} holds more files than base backups have`,
      );
    }
    for (const blob of blobs) add(folders, blob, prefix);
  }
  return [...folders.values()];
}

function add(
  folders: Map<string, BaseFolder>,
  blob: BlobItem,
  prefix: string,
): void {
  const [id, ...path] = blob.name.slice(prefix.length).split('/');
  const file = path.join('/');
  if (!ID.test(id) || file === '') return;
  const folder: BaseFolder = folders.get(id) ?? {
    id,
    tars: new Map(),
    newestAt: blob.lastModified,
  };
  folders.set(id, folder);
  if (file === 'annotations/keep') {
    folder.keep = blob;
    return;
  }
  if (blob.lastModified > folder.newestAt) folder.newestAt = blob.lastModified;
  if (file === 'backup.info') folder.info = blob;
  else if (TAR.test(file)) folder.tars.set(file, blob);
}
