import { RESTORE_TEST_CONTAINER } from '@plumbline/plugin-odoo-common';
import { putBlob, type RegionStore } from './regionStore';

/** Where the portal publishes in which order the group comes back. */
const RECOVERY_ORDER_CONTAINER = 'recovery-order';

const SHARED = [RESTORE_TEST_CONTAINER, RECOVERY_ORDER_CONTAINER];

export interface PublicationAccess {
  region: string;
  containerUrl: string;
  sasToken: string;
}

/** Where the portal may publish the recovery order: it can create and write, and nothing else. */
export function publicationAccess(
  store: RegionStore,
  expiresOn: Date,
): PublicationAccess {
  return {
    region: store.region,
    containerUrl: `${store.endpoint}/${RECOVERY_ORDER_CONTAINER}`,
    sasToken: store.containerSas(RECOVERY_ORDER_CONTAINER, 'cw', expiresOn),
  };
}

/** Makes the containers that belong to no environment. */
export async function ensureShared(store: RegionStore): Promise<void> {
  for (const name of SHARED) {
    for (const service of [store.primary, store.secondary]) {
      await service.getContainerClient(name).createIfNotExists();
    }
  }
}

/** Brings to the other region what was written into them since the last time. */
export async function replicateShared(store: RegionStore): Promise<void> {
  for (const container of SHARED) {
    const [from, to] = [store.primary, store.secondary].map(service =>
      service.getContainerClient(container),
    );
    const there = new Map<string, Date>();
    for await (const { name, properties } of to.listBlobsFlat()) {
      there.set(name, properties.lastModified);
    }
    for await (const { name, properties } of from.listBlobsFlat()) {
      const copied = there.get(name);
      if (copied && copied >= properties.lastModified) continue;
      await putBlob(
        to,
        name,
        await from.getBlobClient(name).downloadToBuffer(),
      );
    }
  }
}
