import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Extent, StoredBytes } from './extent';

/** A blob as it came to lie in a store at some moment of the past. */
export interface PastBlob {
  account: string;
  container: string;
  name: string;
  bytes: StoredBytes;
  /** Creation and last change. */
  at: Date;
  /** Uploaded in blocks: the store then has no MD5 of the whole. */
  blocks?: boolean;
}

export interface PastContainer {
  account: string;
  name: string;
  at: Date;
}

type Item = Record<string, unknown>;

/** Positions in the order of a field, which is what LokiJS finds by. */
function index(data: readonly Item[], field: string) {
  const keys = data.map(item => String(item[field]));
  const values = [...keys.keys()].sort((a, b) => {
    if (keys[a] === keys[b]) return a - b;
    return keys[a] < keys[b] ? -1 : 1;
  });
  return { name: field, dirty: false, values };
}

/** A collection as LokiJS serialises it. */
function collection(name: string, data: readonly Item[], fields: string[]) {
  return {
    name,
    data: data.map((item, position) => ({
      ...item,
      meta: { revision: 0, created: 0, version: 0 },
      $loki: position + 1,
    })),
    idIndex: data.map((_, position) => position + 1),
    binaryIndices: Object.fromEntries(
      fields.map(field => [field, index(data, field)]),
    ),
    uniqueNames: [],
    transforms: {},
    objType: name,
    adaptiveBinaryIndices: true,
    cloneMethod: 'parse-stringify',
    disableMeta: false,
    disableChangesApi: true,
    disableDeltaChangesApi: true,
    maxId: data.length,
    DynamicViews: [],
  };
}

const database = (filename: string, collections: object[]) =>
  JSON.stringify({
    filename,
    collections,
    databaseVersion: 1.5,
    engineVersion: 1.5,
    autosave: true,
    autosaveInterval: 5000,
    throttledSaves: true,
    options: {
      persistenceMethod: 'fs',
      autosave: true,
      autosaveInterval: 5000,
      serializationMethod: 'normal',
      destructureDelimiter: '$<\n',
    },
    persistenceMethod: 'fs',
    verbose: false,
  });

const etag = (at: Date, position: number) =>
  `"0x${(at.getTime() * 1000 + position).toString(16).toUpperCase()}"`;

function containerRecord(
  { account, name, at }: PastContainer,
  position: number,
): Item {
  return {
    accountName: account,
    name,
    properties: {
      etag: etag(at, position),
      lastModified: at,
      leaseStatus: 'unlocked',
      leaseState: 'available',
      hasImmutabilityPolicy: false,
      hasLegalHold: false,
    },
  };
}

function blobRecord(extent: string, blob: PastBlob, position: number): Item {
  const { account, container, name, bytes, at, blocks } = blob;
  return {
    deleted: false,
    accountName: account,
    containerName: container,
    name,
    properties: {
      creationTime: at,
      lastModified: at,
      etag: etag(at, position),
      contentLength: bytes.count,
      contentType: 'application/octet-stream',
      ...(blocks ? {} : { contentMD5: { ...bytes.md5 } }),
      blobType: 'BlockBlob',
      leaseStatus: 'unlocked',
      leaseState: 'available',
      serverEncrypted: true,
      accessTier: 'Hot',
      accessTierInferred: true,
      accessTierChangeTime: at,
    },
    snapshot: '',
    isCommitted: true,
    persistency: { id: extent, offset: bytes.offset, count: bytes.count },
  };
}

/**
 * Writes what Azurite finds when it starts: blobs that were written over two days, which no upload could make,
 * since a store dates blobs itself. Azurite's version is pinned for this, see package.json.
 */
export async function writeWorkspace(
  folder: string,
  extent: Extent,
  containers: readonly PastContainer[],
  blobs: readonly PastBlob[],
): Promise<void> {
  const bytes = extent.content();
  await mkdir(join(folder, '__blobstorage__'), { recursive: true });
  await writeFile(join(folder, '__blobstorage__', extent.id), bytes);
  const extentsFile = join(folder, '__azurite_db_blob_extent__.json');
  const extentRecord = {
    id: extent.id,
    locationId: 'Default',
    path: extent.id,
    size: bytes.length,
    lastModifiedInMS: Date.now(),
  };
  await writeFile(
    extentsFile,
    database(extentsFile, [
      collection('$EXTENTS_COLLECTION$', [extentRecord], ['id']),
    ]),
  );
  const blobsFile = join(folder, '__azurite_db_blob__.json');
  await writeFile(
    blobsFile,
    database(blobsFile, [
      collection('$CONTAINERS_COLLECTION$', containers.map(containerRecord), [
        'accountName',
        'name',
      ]),
      collection(
        '$BLOBS_COLLECTION$',
        blobs.map((blob, position) => blobRecord(extent.id, blob, position)),
        ['accountName', 'containerName', 'name', 'snapshot'],
      ),
    ]),
  );
}
