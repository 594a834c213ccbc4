import fc from 'fast-check';
import {
  describeFixtures,
  fixtureNames,
  loadFixture,
  signedIni,
} from '../../../__testUtils__';
import { IniEntry, readIni } from './readIni';
import { IniLimits } from './lines';

const LIMITS: IniLimits = { maxBytes: 2e7, maxLines: 1e4 };

/** The text in pieces of a size, as it comes from a store. */
async function* pieces(content: Buffer | string, size = 7) {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
  }
}

async function entriesOf(chunks: AsyncIterable<Buffer>, limits = LIMITS) {
  const entries: IniEntry[] = [];
  await readIni(chunks, limits, entry => entries.push(entry));
  return entries;
}

const SMALL = signedIni([
  ['backrest', [['backrest-format', '5']]],
  ['db', [['db-system-id', '7708150322908187512']]],
]);

describeFixtures('the files of the tool itself', () => {
  it.each(fixtureNames('pgbackrest').filter(name => !/encrypted/.test(name)))(
    '%s: every one has the checksum that it says it has',
    async name => {
      const { store } = loadFixture('pgbackrest', name);
      const files = store
        .names()
        .filter(each => /(\.info|backup\.manifest)(\.copy)?$/.test(each));
      expect(files.length).toBeGreaterThan(5);
      for (const file of files) {
        const entries = await entriesOf(store.stream(file));
        expect([file, entries.length > 3]).toEqual([file, true]);
      }
    },
  );
});

describe('readIni', () => {
  it('keeps numbers as they were written, for those that do not fit a JavaScript number', async () => {
    const entries = await entriesOf(pieces(SMALL));
    expect(entries.at(-1)).toMatchObject({
      section: 'db',
      key: 'db-system-id',
      raw: '7708150322908187512',
    });
  });

  it('splits at the first = after which JSON stands, whatever the key and however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.stringMatching(/^[a-z=/ü€"\\#]{1,20}$/u),
            fc.oneof(
              fc.nat(),
              fc.record({ size: fc.nat(), file: fc.string() }),
              fc.constant('a=1'),
            ),
          ),
          { minLength: 1, maxLength: 8 },
        ),
        fc.integer({ min: 1, max: 50 }),
        async (pairs, size) => {
          const all = pairs.map(([key, value]): [string, string] => [
            `k${key}k`,
            JSON.stringify(value),
          ]);
          const text = signedIni([['target:file', all]]);
          const entries = await entriesOf(pieces(text, size));
          expect(entries.map(({ key, raw }) => [key, raw])).toEqual(all);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('believes no file of which any byte of a value or key was changed, or that was cut', async () => {
    const bytes = Buffer.from(SMALL);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] ^= 0x01;
      await expect(entriesOf(pieces(changed))).rejects.toMatchObject({
        name: 'IniError',
      });
    }
    for (let at = 0; at < bytes.length; at++) {
      await expect(
        entriesOf(pieces(bytes.subarray(0, at))),
      ).rejects.toMatchObject({
        kind: expect.stringMatching(/checksum|malformed/),
      });
    }
  });

  it.each<[string, () => AsyncIterable<Buffer>, string]>([
    ['an encrypted file', () => pieces('Salted__\u0001\u0002'), 'encrypted'],
    ['an empty file', () => pieces(''), 'checksum'],
    ['a key outside of any section', () => pieces('a=1\n'), 'malformed'],
    ['a value that is no JSON', () => pieces('[a]\nb={x}\n'), 'malformed'],
    [
      'a line of nothing but =',
      () => pieces(`[a]\nb${'='.repeat(900_000)}\n`, 65536),
      'malformed',
    ],
    [
      'a line without an end',
      () => endless(Buffer.alloc(65536, 'x')),
      'malformed',
    ],
    [
      'a file without an end',
      () => endless(Buffer.from('[a]\nb=1\n')),
      'too-large',
    ],
  ])('stops at %s', async (_, chunks, kind) => {
    await expect(entriesOf(chunks())).rejects.toMatchObject({ kind });
  });
});

/** More than anybody could read: the test would not end. */
async function* endless(chunk: Buffer) {
  for (;;) yield chunk;
}
