import { createHash, Hash } from 'node:crypto';
import { BlobItem, BlobStore } from '../../../store';
import { LABEL, LABELS_BEGIN_WITH } from '../names';

/** What lies in the folder of a backup. */
export interface BackupFolder {
  label: string;
  /** Size by name inside the folder. */
  sizes: Map<string, number>;
  bytes: number;
  newest: Date;
  /** Changes with any name, size or time in the folder: what was verified before holds while it does not. */
  digest: string;
}

export interface Inventory {
  folders: Map<string, BackupFolder>;
  /** More files than are held: what is not among them may exist all the same. */
  truncated: boolean;
}

/** Files of all backups together that are held; without bundles a backup has one for each file of the database. */
export const MAX_FILES = 500_000;

class OpenFolder {
  readonly #sizes = new Map<string, number>();
  readonly #hash: Hash = createHash('sha256');
  #bytes = 0;
  #newest = 0;

  constructor(readonly label: string) {}

  add(name: string, { size, lastModified, etag = '' }: BlobItem) {
    this.#sizes.set(name, size);
    this.#bytes += size;
    this.#newest = Math.max(this.#newest, lastModified.getTime());
    this.#hash.update(
      JSON.stringify([name, size, lastModified.getTime(), etag]),
    );
  }

  close(): BackupFolder {
    return {
      label: this.label,
      sizes: this.#sizes,
      bytes: this.#bytes,
      newest: new Date(this.#newest),
      digest: this.#hash.digest('base64url'),
    };
  }
}

/** @throws BlobStoreError: half a listing is none */
export async function takeInventory(
  store: BlobStore,
  backups: string,
  signal?: AbortSignal,
): Promise<Inventory> {
  const folders = new Map<string, BackupFolder>();
  let open: OpenFolder | undefined;
  let held = 0;
  const close = () => {
    if (open) folders.set(open.label, open.close());
    open = undefined;
  };
  // Not backups + ''.: backup.history keeps a file of every backup there ever was.
  const pages = store.list({ prefix: backups + LABELS_BEGIN_WITH, signal });
  for await (const page of pages) {
    for (const blob of page.blobs) {
      const path = blob.name.slice(backups.length);
      const end = path.indexOf('/');
      const label = path.slice(0, end);
      if (end < 0 || !LABEL.test(label)) continue;
      if (++held > MAX_FILES) {
        close();
        return { folders, truncated: true };
      }
      if (open?.label !== label) close();
      open ??= new OpenFolder(label);
      open.add(path.slice(end + 1), blob);
    }
  }
  close();
  return { folders, truncated: false };
}
