import { branchesOf, descendsFrom, parseHistory } from './history';
import { parseLsn } from './segments';

const MIB = 1024 * 1024;
const END = Number.MAX_SAFE_INTEGER;
const lsn = (text: string) => parseLsn(text) ?? 0n;

const histories = new Map([
  [2, parseHistory(2, '1\t1/1E00668\tbefore 2026-11-21 11:00:00+00\n')!],
  [
    3,
    parseHistory(3, '# two\n1\t1/1E00668\tx\n\n2\t1/2500000\tno recovery\n')!,
  ],
]);

describe('parseHistory', () => {
  it('reads what PostgreSQL writes', () => {
    expect(histories.get(3)).toEqual([
      { parent: 1, lsn: 0x101e00668n },
      { parent: 2, lsn: 0x102500000n },
    ]);
  });

  it.each([
    ['nothing', ''],
    ['garbage', 'Salted__abc'],
    ['parents out of order', '2\t1/0\tx\n1\t2/0\tx'],
    ['a position that goes back', '1\t2/0\tx\n2\t1/0\tx'],
    ['its own parent', '4\t1/0\tx'],
    ['no position', '1\tx'],
  ])('refuses %s', (_, text) => {
    expect(parseHistory(4, text)).toBeUndefined();
  });
});

describe('branchesOf', () => {
  it('ends every ancestor where it was left, newest first', () => {
    expect(branchesOf(3, histories, MIB)).toEqual([
      { timeline: 3, begin: 0x1025, end: END },
      { timeline: 2, begin: 0x101e, end: 0x1025 },
      { timeline: 1, begin: 0, end: 0x101e },
    ]);
  });

  it('knows no ancestor without a history', () => {
    expect(branchesOf(7, histories, MIB)).toEqual([
      { timeline: 7, begin: 0, end: END },
    ]);
  });
});

describe('descendsFrom', () => {
  it.each([
    ['its own timeline', 2, 2, '9/0', true],
    ['a child, from before the switch', 2, 1, '1/1E00668', true],
    ['a child, from after the switch', 2, 1, '1/1E00669', false],
    ['a grandchild', 3, 1, '1/0', true],
    ['a stranger', 2, 3, '1/0', false],
  ])('%s', (_, timeline, from, stop, expected) => {
    expect(
      descendsFrom(timeline, { timeline: from, stopLsn: lsn(stop) }, histories),
    ).toBe(expected);
  });
});
