import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { Azurite } from '../__testUtils__/azurite';
import { BlobPage, BlobStore, ByteRange, ListOptions } from '../store';
import { openContainer } from './openContainer';

jest.setTimeout(60_000);

let azurite: Azurite;
beforeAll(async () => {
  azurite = await Azurite.start();
});
afterAll(() => azurite.stop());

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(container => container.close()));
});

async function storeOf(
  blobs: Record<string, string | Buffer>,
  sas?: { permissions?: string; expiresOn?: Date },
) {
  const container = await azurite.container(blobs);
  const result = openContainer(
    await azurite.sasUrl(container, sas?.permissions, sas?.expiresOn),
  );
  opened.push(result);
  return { container, store: result.store };
}

async function pages(store: BlobStore, options?: ListOptions) {
  const all: BlobPage[] = [];
  for await (const page of store.list(options)) all.push(page);
  return all;
}

const names = (all: BlobPage[]) =>
  all.flatMap(({ blobs }) => blobs.map(({ name }) => name));

const kind = (expected: string, message = '') =>
  expect.objectContaining({
    name: 'BlobStoreError',
    kind: expected,
    message: expect.stringContaining(message),
  });

const ODD = [
  ' leading and trailing ',
  '%2e%2e/100%',
  'a+b&c=d;e?f#g',
  'Ünïcode/文件/😀.gz',
  '"quotes"\'<tag>&amp;',
];

describe('AzureBlobStore on Azurite', () => {
  it('lists and reads back every name that a blob can have', async () => {
    const { store } = await storeOf(
      Object.fromEntries(ODD.map(name => [name, `content of ${name}`])),
    );
    const listed = names(await pages(store));
    expect(listed.toSorted()).toEqual(ODD.toSorted());
    for (const name of listed) {
      const bytes = await store.read(name, { maxBytes: 1000 });
      expect(bytes.toString()).toBe(`content of ${name}`);
    }
  });

  it('lists folders, from a name on, and pages of any size to the end', async () => {
    const wal = Array.from({ length: 25 }, (_, i) => `wals/0001/${1000 + i}`);
    const { store } = await storeOf(
      Object.fromEntries(
        ['base/a/backup.info', 'wals/0001.history', ...wal, 'z'].map(name => [
          name,
          name,
        ]),
      ),
    );
    const [root] = await pages(store, { delimiter: '/' });
    expect(root.prefixes).toEqual(['base/', 'wals/']);
    expect(names([root])).toEqual(['z']);

    const paged = await pages(store, {
      prefix: 'wals/0001/',
      startFrom: wal[5],
      pageSize: 7,
    });
    expect(paged.length).toBeGreaterThanOrEqual(3);
    expect(names(paged)).toEqual(wal.slice(5));
    expect(store.usage.listCalls).toBe(1 + paged.length);

    const [{ blobs }] = await pages(store, { prefix: 'z' });
    expect(blobs[0]).toMatchObject({ size: 1, contentMd5: expect.any(String) });
    expect(Math.abs(blobs[0].lastModified.getTime() - Date.now())).toBeLessThan(
      60_000,
    );
  });

  it('reads the ranges that are there, and holds no more than allowed', async () => {
    const { store } = await storeOf({ blob: '0123456789', empty: '' });
    const read = async (range: ByteRange, name = 'blob') =>
      (await store.read(name, { range, maxBytes: 10 })).toString();
    expect(await read({ offset: 2, length: 3 })).toBe('234');
    expect(await read({ offset: 8, length: 5 })).toBe('89');
    expect(await read({ offset: 10, length: 5 })).toBe('');
    expect(await read({ last: 4 })).toBe('6789');
    expect(await read({ last: 99 })).toBe('0123456789');
    expect(await read({ last: 4 }, 'empty')).toBe('');
    await expect(store.read('blob', { maxBytes: 9 })).rejects.toEqual(
      kind('too-large', 'blob'),
    );
    const chunks: Buffer[] = [];
    for await (const chunk of store.stream('blob')) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('0123456789');
  });

  it('reads what carries a content encoding as the bytes that are stored', async () => {
    const { container, store } = await storeOf({});
    const packed = gzipSync('x'.repeat(1000));
    await container.getBlockBlobClient('packed').upload(packed, packed.length, {
      blobHTTPHeaders: { blobContentEncoding: 'gzip' },
    });
    expect(await store.read('packed', { maxBytes: 1000 })).toEqual(packed);
  });

  it('says why it cannot tell, and never with the signature', async () => {
    const { container, store } = await storeOf({ blob: 'x', cold: 'x' });
    await expect(store.read('gone', { maxBytes: 9 })).rejects.toEqual(
      kind('not-found', 'gone: does not exist (BlobNotFound)'),
    );
    await container.getBlockBlobClient('cold').setAccessTier('Archive');
    await expect(store.read('cold', { maxBytes: 9 })).rejects.toEqual(
      kind('archived', 'has to be rehydrated'),
    );
    await expect(store.read('../other', { maxBytes: 9 })).rejects.toEqual(
      kind('garbled', 'no URL can carry'),
    );

    const listOnly = (await storeOf({ blob: 'x' }, { permissions: 'l' })).store;
    await expect(listOnly.read('blob', { maxBytes: 9 })).rejects.toEqual(
      kind('forbidden', 'AuthorizationPermissionMismatch'),
    );
    const ended = new Date('2026-01-01T00:00:00Z');
    const expired = (await storeOf({}, { expiresOn: ended })).store;
    const failure = await pages(expired).catch(error => error);
    expect(failure).toEqual(
      kind('forbidden', 'the SAS ended at 2026-01-01T00:00:00.000Z'),
    );
    expect(expired.url).toMatch(/devstoreaccount1\/container-\d+$/);
    expect(inspect(failure, { depth: 9 })).not.toContain('sig=');
  });
});
