import { BlobItem, BlobStore } from '../../store';

/** The files of one backup, by the end of their name. */
export interface VeleroFolder {
  id: string;
  resource?: BlobItem;
  tarball?: BlobItem;
  resourceList?: BlobItem;
  bytes: number;
  newest: Date;
}

/** A dozen files each: room for five thousand backups. */
const MAX_FILES = 60_000;

/** @throws BlobStoreError: half a listing is none */
export async function listFolders(
  store: BlobStore,
  prefix: string,
  signal?: AbortSignal,
): Promise<{ folders: VeleroFolder[]; truncated: boolean }> {
  const backups = `${prefix}backups/`;
  const folders = new Map<string, VeleroFolder>();
  let files = 0;
  for await (const page of store.list({ prefix: backups, signal })) {
    for (const blob of page.blobs) {
      const [id, file, ...deeper] = blob.name.slice(backups.length).split('/');
      if (!id || !file || deeper.length > 0) continue;
      if (++files > MAX_FILES) {
        return { folders: [...folders.values()], truncated: true };
      }
      const folder = folders.get(id) ?? {
        id,
        bytes: 0,
        newest: blob.lastModified,
      };
      folders.set(id, folder);
      folder.bytes += blob.size;
      if (blob.lastModified > folder.newest) folder.newest = blob.lastModified;
      if (file === 'velero-backup.json') folder.resource = blob;
      if (file === `${id}.tar.gz`) folder.tarball = blob;
      if (file === `${id}-resource-list.json.gz`) folder.resourceList = blob;
    }
  }
  return { folders: [...folders.values()], truncated: false };
}
