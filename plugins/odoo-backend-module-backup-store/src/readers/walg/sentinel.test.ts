import { possibleSizes } from './segmentSize';
import { parseMetadata, parseSentinel, walOf } from './sentinel';

const MIB = 1024 * 1024;

describe('parseSentinel', () => {
  it('loses nothing of numbers above 2^53', () => {
    const sentinel = parseSentinel(
      '{"LSN": 18446744073709551614, "FinishLSN":18446744073709551615, "SystemIdentifier":7708150322908187512, "UserData": {"LSN": "no"}}',
    );
    expect(sentinel).toMatchObject({
      startLsn: 2n ** 64n - 2n,
      finishLsn: 2n ** 64n - 1n,
      systemId: '7708150322908187512',
      parent: null,
    });
  });

  it('takes the time that Go writes for none as none', () => {
    expect(
      parseSentinel(
        '{"LSN":1,"FinishLSN":2,"FinishTime":"0001-01-01T00:00:00Z"}',
      )?.finishedAt,
    ).toBeNull();
    expect(
      parseMetadata(
        '{"start_lsn":1,"finish_lsn":2,"finish_time":"2026-11-21T01:30:02.235279123Z"}',
      )?.finishedAt,
    ).toEqual(new Date('2026-11-21T01:30:02.235Z'));
  });

  it.each([
    ['nothing', ''],
    ['another one’s JSON', '[]'],
    ['WAL-E', '{"wal_segment_backup_stop":"0"}'],
    ['no position', '{"LSN":null,"FinishLSN":2}'],
    ['a negative position', '{"LSN":-1,"FinishLSN":2}'],
    ['a fraction', '{"LSN":1.5,"FinishLSN":2}'],
    ['a deep one', '['.repeat(100_000)],
  ])('refuses %s', (_, text) => {
    expect(parseSentinel(text)).toBeUndefined();
  });
});

describe('possibleSizes', () => {
  const at = (segment: string, lsn: bigint) => ({ segment, lsn });
  const all = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

  it.each([
    ['the usual one', [at('000000010000000100000018', 0x118000028n)], [16]],
    ['a smaller one', [at('000000010000000100000018', 0x101800028n)], [1]],
    ['a larger one', [at('000000010000000100000003', 0x1c0000028n)], [1024]],
    ['any', [at('000000010000000100000000', 0x100000028n)], all],
    [
      'what fits to all',
      [
        at('000000010000000100000000', 0x100000028n),
        at('000000010000000100000001', 0x104000028n),
      ],
      [64],
    ],
    ['none', [at('000000010000000100000018', 0x200000000n)], []],
  ])('%s', (_, starts, mib) => {
    expect(possibleSizes(starts)).toEqual(mib.map(each => each * MIB));
  });
});

describe('walOf', () => {
  const sentinel = parseSentinel('{"LSN":4311744552,"FinishLSN":4328521728}')!;

  it('ends in the segment before, when it ends where the next one begins', () => {
    expect(walOf('000000010000000100000001', sentinel, 16 * MIB)?.stop).toEqual(
      { timeline: 1, number: 0x101 },
    );
  });
});
