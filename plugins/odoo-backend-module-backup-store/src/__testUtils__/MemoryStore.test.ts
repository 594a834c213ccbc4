import { BlobPage } from '../store';
import { MemoryStore } from './MemoryStore';

const lastModified = new Date('2026-11-21T12:00:00Z');
const blobs = ['a/1', 'a/2', 'b', 'a/c/3', 'é', 'z'].map(name => ({
  name,
  lastModified,
  content: 'x'.repeat(10),
}));

async function pagesOf(pages: AsyncIterable<BlobPage>) {
  const all: string[][] = [];
  for await (const page of pages) {
    all.push([...page.blobs.map(blob => blob.name), ...page.prefixes]);
  }
  return all;
}

describe('MemoryStore', () => {
  const store = new MemoryStore(blobs);

  it.each([
    ['everything', {}, [['a/1', 'a/2', 'a/c/3', 'b', 'z', 'é']]],
    [
      'pages',
      { pageSize: 4 },
      [
        ['a/1', 'a/2', 'a/c/3', 'b'],
        ['z', 'é'],
      ],
    ],
    ['folders', { delimiter: '/' as const }, [['b', 'z', 'é', 'a/']]],
    [
      'a folder',
      { prefix: 'a/', delimiter: '/' as const },
      [['a/1', 'a/2', 'a/c/']],
    ],
    ['a start', { prefix: 'a/', startFrom: 'a/2' }, [['a/2', 'a/c/3']]],
    ['nothing', { prefix: 'none/' }, [[]]],
  ])('lists %s', async (_, options, expected) => {
    expect(await pagesOf(store.list(options))).toEqual(expected);
  });

  it('reads ranges and counts what was asked', async () => {
    const counted = new MemoryStore(blobs);
    await counted.read('b', { maxBytes: 4, range: { last: 4 } });
    await counted.read('b', { maxBytes: 4, range: { offset: 8, length: 4 } });
    await expect(counted.read('b', { maxBytes: 4 })).rejects.toMatchObject({
      kind: 'too-large',
    });
    await expect(counted.read('no', { maxBytes: 4 })).rejects.toMatchObject({
      kind: 'not-found',
    });
    await pagesOf(counted.list({ pageSize: 2 }));
    expect(counted.usage).toEqual({ listCalls: 3, readCalls: 4, bytesRead: 6 });
  });
});
