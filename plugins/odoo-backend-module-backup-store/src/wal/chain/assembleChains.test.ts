import { Archive } from './Archive';
import { ArchiveBuilder } from './ArchiveBuilder';
import { assembleChains } from './assembleChains';
import { WalBackup } from './chains';
import { Histories, parseHistory } from '../format';

const MIB = 1024 * 1024;
const NOW = new Date('2026-11-21T12:00:00Z');
const TARGETS = { rpoSeconds: 900, maxBackupAgeSeconds: 86_400 };
const minutesAgo = (minutes: number) =>
  new Date(NOW.getTime() - minutes * 60_000);

/** Segment numbers of a timeline; each is archived so many minutes before the next. */
interface Archived {
  timeline?: number;
  numbers: number[];
  /** Of the newest. */
  minutesAgo: number;
  apart?: number;
}

function archiveOf(parts: Archived[]): Archive {
  const builder = new ArchiveBuilder(MIB);
  for (const { timeline = 1, numbers, minutesAgo: ago, apart = 5 } of parts) {
    numbers.forEach((number, i) =>
      builder.add({
        segment: { timeline, number },
        size: 100,
        extension: '.gz',
        lastModified: minutesAgo(ago + apart * (numbers.length - 1 - i)),
      }),
    );
  }
  return new Archive(builder.runs, builder.defects);
}

const backup = (
  start: number,
  over: Partial<WalBackup> & { timeline?: number } = {},
): WalBackup => {
  const { timeline = 1, ...rest } = over;
  return {
    id: `at-${start}`,
    start: { timeline, number: start },
    stop: { timeline, number: start },
    stopLsn: BigInt(start) * BigInt(MIB) + 500n,
    finishedAt: minutesAgo(300),
    ...rest,
  };
};

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

function judge(
  parts: Archived[],
  backups: WalBackup[],
  histories: Histories = new Map(),
) {
  const result = assembleChains({
    archive: archiveOf(parts),
    histories,
    backups,
    segmentBytes: MIB,
    knownFrom: { timeline: 1, number: 0 },
    lineage: 'test',
    systemId: '1',
    targets: TARGETS,
    now: NOW,
  });
  return {
    ...result,
    said: result.findings.map(({ severity, code }) => `${severity} ${code}`),
    last: result.chain?.lastSegment,
  };
}

/** Timeline 2 left timeline 1 in segment 0x20. */
const SWITCHED: Histories = new Map([[2, parseHistory(2, '1\t0/2000500\tx')!]]);

describe('a hole among the newest segments', () => {
  it.each([
    ['is in flight while young', range(1, 20), [22, 23], 4, 1, []],
    ['is lost after ten minutes', range(1, 20), [22, 23], 10, 1, ['wal-gap']],
    [
      'is lost when eight came after it',
      range(1, 20),
      range(22, 29),
      1,
      0,
      ['wal-gap'],
    ],
    [
      'is in flight when seven came after it',
      range(1, 20),
      range(22, 28),
      1,
      0,
      [],
    ],
  ])('%s', (_, before, after, ago, apart, codes) => {
    const { findings, last, gaps } = judge(
      [
        { numbers: before, minutesAgo: ago + 1 },
        { numbers: after, minutesAgo: ago, apart },
      ],
      [backup(5)],
    );
    expect(findings.map(({ code }) => code)).toEqual(codes);
    expect(gaps).toHaveLength(codes.length);
    // In flight or lost: nothing beyond it is claimed.
    expect(last).toBe('000000010000000000000014');
  });
});

describe('the WAL that a backup itself needs', () => {
  const spanning = { stop: { timeline: 1, number: 22 }, stopLsn: null };

  it('may still be on its way', () => {
    const { said, states } = judge(
      [{ numbers: range(1, 21), minutesAgo: 1 }],
      [backup(5), backup(20, { ...spanning, finishedAt: minutesAgo(2) })],
    );
    expect(said).toEqual(['info stop-wal-pending']);
    expect(states.get('at-20')).toBe('pending');
  });

  it('is missing for good later on', () => {
    const { said, states, gaps } = judge(
      [{ numbers: range(1, 21), minutesAgo: 1 }],
      [backup(5), backup(20, { ...spanning, finishedAt: minutesAgo(20) })],
    );
    expect(said).toEqual(['critical stop-wal-missing']);
    expect(states.get('at-20')).toBe('broken');
    expect(gaps).toEqual([
      { after: '000000010000000000000015', before: null, segments: 1 },
    ]);
  });
});

describe('gaps', () => {
  it('before the oldest backup matter to nobody', () => {
    const { said, gaps } = judge(
      [{ numbers: [1, 2, 3, 9, ...range(15, 30)], minutesAgo: 1 }],
      [backup(16)],
    );
    expect([said, gaps]).toEqual([[], []]);
  });

  it('before the newest backup cost a part of the window', () => {
    const { said, windows } = judge(
      [{ numbers: [...range(5, 10), ...range(13, 30)], minutesAgo: 1 }],
      [
        backup(6, { finishedAt: minutesAgo(110) }),
        backup(20, { finishedAt: minutesAgo(51) }),
      ],
    );
    expect(said).toEqual(['degraded wal-gap']);
    expect(windows).toHaveLength(2);
  });

  it('after it are critical, however young the newest segment is', () => {
    const { said, newest } = judge(
      [{ numbers: [...range(5, 28), 30, 31, 32], minutesAgo: 0, apart: 6 }],
      [backup(6)],
    );
    expect(said).toEqual(['critical wal-gap', 'degraded rpo-missed']);
    expect(newest).toBe(minutesAgo(18).toISOString());
  });
});

describe('timelines', () => {
  const lived: Archived[] = [
    // The old primary archived two more segments before it was stopped.
    { numbers: range(0x10, 0x22), minutesAgo: 60 },
    { timeline: 2, numbers: range(0x20, 0x28), minutesAgo: 1 },
  ];

  it('are followed where they were left, not to the end of the dead branch', () => {
    const { said, last, windows } = judge(lived, [backup(0x11)], SWITCHED);
    expect([said, last]).toEqual([[], '000000020000000000000028']);
    expect(windows).toEqual([
      {
        from: minutesAgo(300).toISOString(),
        to: minutesAgo(1).toISOString(),
        timeline: 2,
      },
    ]);
  });

  it('take the end of the parent when the child has archived nothing yet', () => {
    const { last } = judge(
      [{ numbers: range(0x10, 0x22), minutesAgo: 1 }],
      [backup(0x11)],
      SWITCHED,
    );
    expect(last).toBe('000000010000000000000020');
  });

  it('are no way back for a backup of the dead branch', () => {
    const dead = backup(0x21, { finishedAt: minutesAgo(100) });
    expect(judge(lived, [dead], SWITCHED).said).toEqual([
      'critical timeline-unreachable',
      'critical archive-stalled',
    ]);
    expect(judge(lived, [backup(0x11), dead], SWITCHED)).toMatchObject({
      last: '000000020000000000000028',
      said: ['critical backup-on-abandoned-branch'],
    });
  });

  it('need their history file', () => {
    expect(judge(lived, [backup(0x11)]).said).toContain(
      'critical timeline-unreachable',
    );
    const onBoth = [
      backup(0x11),
      backup(0x24, { timeline: 2, finishedAt: minutesAgo(20) }),
    ];
    expect(judge(lived, onBoth).said).toEqual(['degraded history-missing']);
  });

  it('must not both be written to', () => {
    const split: Archived[] = [
      { numbers: range(0x10, 0x2a), minutesAgo: 0 },
      { timeline: 2, numbers: range(0x20, 0x28), minutesAgo: 14 },
    ];
    expect(judge(split, [backup(0x11)], SWITCHED).said).toEqual([
      'critical timeline-split',
    ]);
  });
});

describe('what is claimed', () => {
  it('never lies in the future, and is not ok when the clocks differ', () => {
    const { newest, rpoSeconds, said } = judge(
      [{ numbers: range(1, 20), minutesAgo: -30 }],
      [backup(5)],
    );
    expect([newest, rpoSeconds]).toEqual([NOW.toISOString(), 0]);
    expect(said).toEqual(['unknown clock-skew']);
  });

  it.each([
    [15, []],
    [16, ['degraded archive-stalled']],
    [30, ['degraded archive-stalled']],
    [31, ['critical archive-stalled']],
  ])('is as old as the last segment: %d minutes', (ago, expected) => {
    const { said, rpoSeconds } = judge(
      [{ numbers: range(1, 20), minutesAgo: ago }],
      [backup(5)],
    );
    expect([said, rpoSeconds]).toEqual([expected, ago * 60]);
  });

  it('is nothing without a backup', () => {
    expect(judge([{ numbers: range(1, 20), minutesAgo: 1 }], [])).toMatchObject(
      { newest: null, earliest: null, windows: [], gaps: [] },
    );
  });

  it('ends with the newest 64 segments and their times', () => {
    const { chain } = judge(
      [{ numbers: range(1, 100), minutesAgo: 1 }],
      [backup(5)],
    );
    expect(chain?.tail).toHaveLength(64);
    expect(chain?.tail.at(-1)).toEqual({
      segment: '000000010000000000000064',
      archivedAt: minutesAgo(1).toISOString(),
    });
    expect(chain?.tail[0].segment).toBe('000000010000000000000025');
  });
});
