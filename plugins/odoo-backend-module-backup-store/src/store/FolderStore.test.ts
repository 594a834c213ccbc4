import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { BlobItem, BlobStore, ListOptions } from './BlobStore';
import { FolderStore } from './FolderStore';
import { inNameOrder, pagesOf } from './pages';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-store-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(name: string, content: string) {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), content);
}

async function listed(store: BlobStore, options?: ListOptions) {
  const names: string[] = [];
  for await (const page of store.list(options)) {
    names.push(...page.prefixes, ...page.blobs.map(blob => blob.name));
  }
  return names;
}

async function streamed(store: BlobStore, name: string) {
  const chunks: Buffer[] = [];
  for await (const chunk of store.stream(name)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('FolderStore', () => {
  it('reads files as blobs, in the order of whole names', async () => {
    await put('a/1', 'one');
    await put('a-b', 'two');
    await put('a/c/2', 'three');
    const store = await FolderStore.open(folder);
    expect(await listed(store)).toEqual(['a-b', 'a/1', 'a/c/2']);
    expect(await listed(store, { prefix: 'a/', delimiter: '/' })).toEqual([
      'a/c/',
      'a/1',
    ]);
    expect(await streamed(store, 'a/c/2')).toBe('three');
    const tail = { range: { last: 2 }, maxBytes: 2 };
    expect(String(await store.read('a/c/2', tail))).toBe('ee');
    const middle = { range: { offset: 1, length: 99 }, maxBytes: 99 };
    expect(String(await store.read('a/c/2', middle))).toBe('hree');
  });

  it('holds no more than it may', async () => {
    await put('large', 'x'.repeat(100));
    const store = await FolderStore.open(folder);
    await expect(store.read('large', { maxBytes: 99 })).rejects.toMatchObject({
      kind: 'too-large',
    });
  });

  it('neither lists nor opens what a link leads to', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'));
    await writeFile(join(outside, 'secret'), 'secret');
    await put('here', '');
    await symlink(outside, join(folder, 'away'));
    await symlink(join(outside, 'secret'), join(folder, 'file'));
    const store = await FolderStore.open(folder);
    expect(await listed(store)).toEqual(['here']);
    await rm(outside, { recursive: true });
  });

  it('takes names, sizes and times from a listing and contents from the tree', async () => {
    const lastModified = '2026-11-21T01:30:04.000Z';
    await put('tree/base/info', 'info');
    await put('tree/short', '123');
    await put('secret', 'no blob');
    await symlink(join(folder, 'secret'), join(folder, 'tree/link'));
    const listing = [
      { name: 'server/base/info', path: 'base/info', contentLength: 4 },
      { name: 'short', contentLength: 5_000_000_000 },
      { name: 'gone', contentLength: 1 },
      { name: '../secret', contentLength: 7 },
      { name: 'link', contentLength: 7 },
    ];
    await put(
      'listing.json',
      JSON.stringify(listing.map(entry => ({ ...entry, lastModified }))),
    );
    const store = await FolderStore.open(folder);
    expect(await streamed(store, 'server/base/info')).toBe('info');
    const pages = [];
    for await (const page of store.list({ prefix: 'short' })) pages.push(page);
    expect(pages[0].blobs[0]).toMatchObject({
      size: 5_000_000_000,
      lastModified: new Date(lastModified),
    });
    const kinds = ['short', 'gone', '../secret', 'link', 'never listed'].map(
      async name => {
        const read = store.read(name, { maxBytes: 100 });
        return [name, await read.catch(error => error.kind)];
      },
    );
    expect(Object.fromEntries(await Promise.all(kinds))).toEqual({
      short: 'garbled',
      gone: 'not-found',
      '../secret': 'forbidden',
      link: 'forbidden',
      'never listed': 'not-found',
    });
  });

  it.each([
    ['no folder', 'nowhere', 'not-found'],
    ['a file', 'file', 'not-found'],
    ['a listing that is none', '', 'garbled'],
  ])('says what is wrong with %s', async (_, name, kind) => {
    await put('file', '');
    await put('tree/a', '');
    await put('listing.json', '[{"name": 3}]');
    await expect(FolderStore.open(join(folder, name))).rejects.toMatchObject({
      kind,
    });
  });
});

describe('pagesOf', () => {
  const name = fc
    .array(fc.constantFrom('a', 'b', '/', '-', '\u{ffff}', '\u{10000}'), {
      minLength: 1,
      maxLength: 6,
    })
    .map(parts => parts.join(''));
  const blob = (text: string): BlobItem => ({
    name: text,
    size: 0,
    lastModified: new Date(0),
  });

  it('gives every name once and in order, whatever the size of a page', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('', 'a', 'a/'),
        name,
        (names, pageSize, prefix, startFrom) => {
          const items = inNameOrder(names.map(blob));
          const pages = [...pagesOf(items, { prefix, startFrom, pageSize })];
          const bytes = (text: string) => Buffer.from(text);
          expect(pages.flatMap(page => page.blobs.map(b => b.name))).toEqual(
            names
              .filter(text => text.startsWith(prefix))
              .filter(
                text => Buffer.compare(bytes(text), bytes(startFrom)) >= 0,
              )
              .sort((a, b) => Buffer.compare(bytes(a), bytes(b))),
          );
          expect(pages.every(page => page.blobs.length <= pageSize)).toBe(true);
        },
      ),
    );
  });

  it('gives every folder of a level once', () => {
    const items = inNameOrder(['a/1', 'a/2', 'b', 'c/1/x', 'c/2'].map(blob));
    const pages = [...pagesOf(items, { delimiter: '/', pageSize: 1 })];
    expect(pages.flatMap(page => page.prefixes)).toEqual(['a/', 'c/']);
    expect(pages.flatMap(page => page.blobs)).toEqual([blob('b')]);
  });
});
