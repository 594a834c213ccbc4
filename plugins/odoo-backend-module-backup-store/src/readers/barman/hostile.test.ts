import { BackupFinding } from '@plumbline/plugin-odoo-common';
import {
  backupBlobs,
  backupId,
  barmanRepository,
  gzipOf,
  MemoryBlob,
  MemoryStore,
  segmentBlob,
  SERVER,
  STORY_TARGETS,
  walHeader,
  walPath,
  WalStory,
} from '../../__testUtils__';
import { parseBackupInfo } from './backupInfo';
import { BarmanReader } from './BarmanReader';

const MIB = 1024 * 1024;

/** Two backups of a quiet server. */
const story: WalStory = {
  segmentBytes: 16 * MIB,
  // More than a JavaScript number can hold exactly.
  systemId: 2n ** 64n - 1n,
  segments: Array.from({ length: 100 }, (_, index) => ({
    timeline: 1,
    number: 200 + index,
    extension: '.gz' as const,
  })),
  switches: [],
  backups: [
    { start: 5, stop: 6 },
    { start: 50, stop: 51 },
  ],
  now: new Date('2026-11-21T12:00:00Z'),
};
const [older, newer] = story.backups;
const lastModified = story.now;

const read = (...blobs: MemoryBlob[]) => {
  const store = new MemoryStore(barmanRepository(story));
  store.put(...blobs);
  return readStore(store, 'metadata');
};

async function readStore(store: MemoryStore, depth: 'metadata' | 'content') {
  const { report, memory } = await new BarmanReader().read({
    store,
    location: { format: 'barman', prefix: SERVER, name: 'acme-prod' },
    targets: STORY_TARGETS,
    now: story.now,
    depth,
  });
  const of = ({ severity, code, subject }: BackupFinding) =>
    `${severity} ${code} ${subject}`;
  return { report, memory, store, said: report.findings.map(of) };
}

const infoOf = (content: string, size?: number): MemoryBlob => ({
  name: `${SERVER}base/${backupId(newer)}/backup.info`,
  lastModified,
  content,
  size,
});

describe('a hostile backup.info damages its own backup only', () => {
  const id = backupId(newer);
  const whole = () => String(backupBlobs(story, newer)[0].content);

  it.each([
    ['with a million keys', () => 'key=value\n'.repeat(1_000_000)],
    ['of one endless line', () => `status=${'x'.repeat(MIB)}`],
    ['that lies on its length', () => 'x'.repeat(MIB)],
    ['without content', () => ''],
    ['of zeros', () => '\0'.repeat(5000)],
    [
      'with a segment size of 2^60',
      () => `${whole()}xlog_segment_size=${2 ** 60}\n`,
    ],
    ['with a segment size of NaN', () => `${whole()}xlog_segment_size=NaN\n`],
    [
      'with WAL of a path',
      () => `${whole()}begin_wal=../../000000010000000000000001\n`,
    ],
    [
      'that starts after it stops',
      () =>
        `${whole()}begin_wal=0000000100000000000000FE\nbegin_xlog=0/FE000028\n`,
    ],
    [
      'whose position is beyond 64 bits',
      () => `${whole()}end_xlog=FFFFFFFFF/0\n`,
    ],
    [
      'whose time is no time',
      () => `${whole()}end_time=2026-99-99 01:00:00+00:00\n`,
    ],
  ])('%s', async (_, content) => {
    const { report, said } = await read(infoOf(content(), 1300));
    expect(said).toContainEqual(
      expect.stringContaining(`backup-info-corrupt ${id}`),
    );
    expect(report.verdict).not.toBe('ok');
    expect(report).toMatchObject({
      newestUsableBackup: backupId(older),
      backups: [{ status: 'usable' }, { status: 'damaged' }],
    });
  });
});

describe('names that nobody asked for', () => {
  it('change nothing', async () => {
    const names = [
      `${SERVER}base/../../etc/passwd`,
      `${SERVER}base/20261101T999999x/backup.info`,
      `${SERVER}base/${backupId(newer)}/annotations/keep`,
      `${SERVER}base/${backupId(newer)}/data.tar.gz.tmp`,
      `${SERVER}base/`,
      `${SERVER}wals/0000000100000000/000000010000000000000999.gz`,
      `${SERVER}wals/0000000100000000/0000000100000001000000FF.gz`,
      `${SERVER}wals/0000000100000000/..%2f..%2fx`,
      `${SERVER}wals/0000000100000001/${'A'.repeat(900)}`,
      `${SERVER}wals/FFFFFFFFFFFFFFFF/garbage`,
      `${SERVER}wals/ZZZZ.history`,
      `${SERVER}wals/0000000100000000/000000010000000000000123.gz.part`,
      `${SERVER}\u{1F4A3}/base/x`,
    ];
    const { report } = await read(
      ...names.map(name => ({ name, lastModified, content: 'x' })),
    );
    expect(report).toMatchObject({ verdict: 'ok', gaps: [] });
  });

  it('say so when a timeline that nobody can reach is made up', async () => {
    const { said, report } = await read({
      name: walPath('FFFFFFFF00000001000000FF.gz'),
      lastModified,
      content: 'x',
    });
    expect(said).toContain('critical wal-corrupt FFFFFFFF00000001000000FF');
    expect(report.verdict).toBe('critical');
  });

  it('too many of them are no listing', async () => {
    const { report, store } = await read(
      ...Array.from({ length: 21_000 }, (_, i) => ({
        name: `${SERVER}base/${i}`,
        lastModified,
        size: 1,
      })),
    );
    expect(report).toMatchObject({ verdict: 'unknown', partial: true });
    expect(store.usage.listCalls).toBeLessThan(30);
  });
});

describe('numbers above 2^53', () => {
  it('are kept as they are', async () => {
    const { report } = await read();
    expect(report.chain?.systemId).toBe('18446744073709551615');
    expect(
      parseBackupInfo('status=DONE\nsystemid=7708150322908187512'),
    ).toMatchObject({
      systemId: '7708150322908187512',
    });
  });
});

describe('an archive that is full of holes', () => {
  it('is told in bounded words, and remembered in few', async () => {
    const long: WalStory = {
      ...story,
      segments: Array.from({ length: 4000 }, (_, index) => ({
        ...story.segments[0],
        number: 200 + index,
      })),
    };
    const store = new MemoryStore(barmanRepository(long));
    store.delete(
      ...long.segments.flatMap((_, index) =>
        index > 6 && index % 2 ? [segmentBlob(long, index).name] : [],
      ),
    );
    const { report, memory } = await readStore(store, 'metadata');
    expect(report.verdict).not.toBe('ok');
    expect(report.windows).toEqual([]);
    expect(report.gaps.length).toBeLessThanOrEqual(200);
    expect(JSON.stringify(memory).length).toBeLessThan(10_000);
  });
});

describe('a segment that is a bomb', () => {
  it('is damaged, whatever length it claims', async () => {
    const store = new MemoryStore(barmanRepository(story));
    const index = story.segments.length - 1;
    const head = walHeader(story.segments[index], story);
    store.put({
      ...segmentBlob(story, index),
      content: gzipOf(Buffer.concat([head, Buffer.alloc(64 * MIB)]), 16 * MIB),
    });
    const { report } = await readStore(store, 'content');
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        code: 'wal-corrupt',
        subject: '00000001000000010000002B',
        summary: expect.stringContaining('does not end where a segment ends'),
      }),
    );
  });
});
