import { BlobItem, BlobStore } from '../../store';

/** Folders of a repository; what lies in them is named after the SHA-256 of its content. */
export const FOLDERS = ['keys', 'snapshots', 'index', 'locks', 'data'] as const;
export type Folder = (typeof FOLDERS)[number];

const ID = /^[0-9a-f]{64}$/;

/** Everything in a repository, by folder, oldest first. */
export type ResticFiles = Record<Folder, BlobItem[]> & { config?: BlobItem };

export function isId(text: string): boolean {
  return ID.test(text);
}

/** Such as `f6d1ec98`: how restic shows an id. */
export function shortId({ name }: BlobItem): string {
  return idOf(name).slice(0, 8);
}

export function idOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

export async function listFiles(
  store: BlobStore,
  prefix: string,
  signal?: AbortSignal,
): Promise<ResticFiles> {
  const files: ResticFiles = {
    keys: [],
    snapshots: [],
    index: [],
    locks: [],
    data: [],
  };
  const folders: (string | undefined)[] = [...FOLDERS];
  for await (const { blobs } of store.list({ prefix, signal })) {
    for (const blob of blobs) {
      const path = blob.name.slice(prefix.length);
      const [folder] = path.split('/');
      if (path === 'config') files.config = blob;
      else if (folders.includes(folder) && isId(idOf(path))) {
        files[folder as Folder].push(blob);
      }
    }
  }
  for (const folder of FOLDERS) {
    files[folder].sort((a, b) => +a.lastModified - +b.lastModified);
  }
  return files;
}
