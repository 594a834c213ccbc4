import fc from 'fast-check';
import { parseArchiveName } from './archiveName';
import {
  compareSegments,
  isSegmentSize,
  parseLsn,
  parseSegmentName,
  segmentName,
  segmentOfLsn,
} from './segments';

const MIB = 1024 * 1024;

const segmentSizes = fc
  .integer({ min: 0, max: 10 })
  .map(power => 2 ** power * MIB);

describe('segments', () => {
  it.each([
    ['0000000100000000000000FF', '000000010000000100000000', 16],
    ['000000010000000000000FFF', '000000010000000100000000', 1],
    ['000000020000000A00000003', '000000020000000B00000000', 1024],
  ])('after %s comes %s with %d MiB', (name, next, mib) => {
    const ref = parseSegmentName(name, mib * MIB);
    expect(
      ref && segmentName({ ...ref, number: ref.number + 1 }, mib * MIB),
    ).toBe(next);
  });

  it('names and numbers are one, and names are ordered as numbers are', () => {
    const refs = (bytes: number) =>
      fc.record({
        timeline: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
        number: fc.maxSafeNat().map(n => n % (2 ** 64 / bytes)),
      });
    fc.assert(
      fc.property(
        segmentSizes.chain(bytes =>
          fc.tuple(fc.constant(bytes), refs(bytes), refs(bytes)),
        ),
        ([bytes, a, b]) => {
          const [nameA, nameB] = [segmentName(a, bytes), segmentName(b, bytes)];
          expect(parseSegmentName(nameA, bytes)).toEqual(a);
          expect(Math.sign(compareSegments(a, b))).toBe(
            Math.sign(Buffer.compare(Buffer.from(nameA), Buffer.from(nameB))),
          );
        },
      ),
    );
  });

  it.each([
    ['a segment beyond 4 GiB', '000000010000000000000100', 16],
    ['no timeline', '000000000000000000000001', 16],
    ['lower case', '00000001000000000000000a', 16],
    ['a short name', '00000001000000000000000', 16],
  ])('refuses %s', (_, name, mib) => {
    expect(parseSegmentName(name, mib * MIB)).toBeUndefined();
  });

  it('reads positions beyond 2^53 without loss', () => {
    const lsn = parseLsn('FFFFFFFF/FFFFFFFF');
    expect(lsn).toBe(2n ** 64n - 1n);
    expect(segmentOfLsn(2n ** 64n - 1n, MIB)).toBe(2 ** 44 - 1);
    expect(parseLsn('1/1E00668')).toBe(0x101e00668n);
    expect(parseLsn('1/123456789')).toBeUndefined();
    expect(parseLsn('1')).toBeUndefined();
  });

  it('knows which sizes a server can have', () => {
    expect([MIB, 16 * MIB, 1024 * MIB].every(isSegmentSize)).toBe(true);
    expect([0, 1, 3 * MIB, 2048 * MIB, NaN, 1.5].some(isSegmentSize)).toBe(
      false,
    );
  });
});

describe('parseArchiveName', () => {
  const segment = '000000010000000100000020';
  const checksum = 'bd50df8d0f928e9517caabe4fd2fddab4b0cbf44';

  it.each([
    [segment, { kind: 'segment', segment, extension: '' }],
    [`${segment}.gz`, { kind: 'segment', segment, extension: '.gz' }],
    [`${segment}.lz4`, { kind: 'segment', segment, extension: '.lz4' }],
    [
      `${segment}-${checksum}.zst`,
      { kind: 'segment', segment, checksum, extension: '.zst' },
    ],
    [`${segment}.partial`, { kind: 'partial', segment }],
    [`${segment}.partial-${checksum}.gz`, { kind: 'partial', segment }],
    [
      `${segment}.00000028.backup.gz`,
      { kind: 'backup', segment, extension: '.gz' },
    ],
    ['0000000A.history', { kind: 'history', timeline: 10, extension: '' }],
    [
      '00000002.history.lz4',
      { kind: 'history', timeline: 2, extension: '.lz4' },
    ],
  ])('%s', (name, expected) => {
    expect(parseArchiveName(name)).toEqual(expected);
  });

  it.each([
    `${segment}.tmp`,
    `${segment}.gz.tmp`,
    `${segment}-${checksum.slice(1)}.gz`,
    `x${segment}`,
    `../${segment}`,
    'archive.info',
    '',
  ])('takes %j for nothing', name => {
    expect(parseArchiveName(name)).toBeUndefined();
  });
});
