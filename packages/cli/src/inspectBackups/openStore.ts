import {
  BlobStore,
  FolderStore,
  openContainer,
} from '@plumbline/plugin-odoo-backend-module-backup-store';
import { UsageError } from '../UsageError';

export interface OpenStore {
  store: BlobStore;
  /** Where in it to begin. */
  prefix: string;
  close(): Promise<void>;
}

/** @throws UsageError, or a BlobStoreError when the folder cannot be read */
export async function openStore(target: string): Promise<OpenStore> {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) {
    const store = await FolderStore.open(target);
    return { store, prefix: '', close: async () => {} };
  }
  try {
    return openContainer(target);
  } catch (error) {
    if (Object(error).name !== 'InputError') throw error;
    throw new UsageError(`FOLDER-OR-CONTAINER-URL: ${Object(error).message}`);
  }
}
