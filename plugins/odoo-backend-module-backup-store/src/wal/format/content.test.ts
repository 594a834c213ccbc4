import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import {
  describeFixtures,
  fixtureNames,
  loadFixture,
} from '../../__testUtils__';
import { parseArchiveName } from './archiveName';
import {
  canDecompress,
  decompressHead,
  gzipLength,
  headBytesOf,
} from './compression';
import { parseWalHeader, WAL_HEADER_BYTES } from './header';
import { segmentName, segmentOfLsn } from './segments';

describeFixtures.each(
  ['barman', 'pgbackrest'].flatMap(tool =>
    fixtureNames(tool)
      .filter(name => name !== 'healthy-encrypted')
      .map(name => [tool, name]),
  ),
)('header of every segment in %s/%s', (tool, name) => {
  it('proves its name, system and size', async () => {
    const { store } = loadFixture(tool, name);
    let seen = 0;
    for (const blob of store.names()) {
      const file = parseArchiveName(blob.split('/').at(-1) ?? '');
      if (file?.kind !== 'segment') continue;
      const length = headBytesOf(file.extension);
      const stored = await store.read(blob, {
        range: { offset: 0, length },
        maxBytes: length,
      });
      const head = await decompressHead(
        stored,
        file.extension,
        WAL_HEADER_BYTES,
      );
      const header = head && parseWalHeader(head);
      expect(header).toMatchObject({
        systemId: '7708150322908187512',
        segmentBytes: 1024 * 1024,
      });
      const { timeline, address, segmentBytes } = header!;
      const number = segmentOfLsn(address, segmentBytes);
      expect(segmentName({ timeline, number }, segmentBytes)).toBe(
        file.segment,
      );
      seen++;
    }
    expect(seen).toBeGreaterThan(0);
  });
});

describe('decompressHead', () => {
  const content = Buffer.alloc(64 * 1024 * 1024, 'wal');

  it.each([
    ['.gz', gzipSync(content)],
    ['.zst', zstdCompressSync(content)],
    ['.br', brotliCompressSync(content.subarray(0, 1024 * 1024))],
    ['', content],
  ])('takes the first bytes of a cut %s', async (extension, stored) => {
    const head = await decompressHead(
      stored.subarray(0, headBytesOf(extension)),
      extension,
      40,
    );
    expect(head).toEqual(content.subarray(0, 40));
  });

  it.each(['.gz', '.zst', '.br'])('is no %s', async extension => {
    expect(
      await decompressHead(Buffer.alloc(600, 0xee), extension, 40),
    ).toBeUndefined();
  });

  it('takes what the lz4 tool wrote, also when it is cut', async () => {
    const stored = Buffer.from(
      'BCJNGGRApyUAAAC/dGltZWxpbmUJMQoLAAM/YWJjAwACHwABACiQZW5kIG9mIGl0AAAAABHavM8=',
      'base64',
    );
    const text = [
      'timeline\t1\n'.repeat(3),
      'abc'.repeat(8),
      '\0'.repeat(60),
      'end of it',
    ].join('');
    const whole = await decompressHead(stored, '.lz4', 1000);
    expect(whole?.toString()).toBe(text);
    const cut = await decompressHead(stored.subarray(0, 40), '.lz4', 50);
    expect(cut?.toString()).toBe(text.slice(0, 50));
    expect(await decompressHead(Buffer.alloc(40), '.lz4', 9)).toBeUndefined();
  });

  it('says what it cannot open', () => {
    expect(canDecompress('.xz', 'head')).toBe(false);
    expect(canDecompress('.lz4', 'whole')).toBe(false);
  });
});

describe('gzipLength', () => {
  it('is the length of the content, and something else once the file is cut', () => {
    const stored = gzipSync(Buffer.alloc(10240, 'data'));
    expect(gzipLength(stored.subarray(-4))).toBe(10240);
    expect(gzipLength(stored.subarray(0, -9).subarray(-4))).not.toBe(10240);
    expect(gzipLength(Buffer.alloc(3))).toBeUndefined();
  });
});

describe('parseWalHeader', () => {
  it('refuses what is no first page', () => {
    expect(parseWalHeader(Buffer.alloc(40))).toBeUndefined();
    expect(parseWalHeader(Buffer.from('Salted__'.repeat(5)))).toBeUndefined();
    expect(parseWalHeader(Buffer.alloc(39, 0xd1))).toBeUndefined();
  });
});
