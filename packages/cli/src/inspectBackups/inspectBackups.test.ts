import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inspectBackups } from './inspectBackups';

const ROOT = resolve(__dirname, '../../../..');
/** Repositories that real tools made, kept outside this repository. */
const FIXTURES = resolve(ROOT, '../shared/fixtures/backup-store');
const present = existsSync(FIXTURES);
if (!present) {
  process.stderr.write(
    `Tests on real backup repositories are skipped: ${FIXTURES} is absent.\n`,
  );
}
const describeFixtures = present ? describe : describe.skip;
const fixtures = present
  ? readdirSync(FIXTURES).flatMap(tool =>
      readdirSync(join(FIXTURES, tool)).map(name => join(tool, name)),
    )
  : ['none'];

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** The command without a process around it. */
async function run(...args: string[]): Promise<Ended> {
  const ended: Ended = { code: null, out: '', err: '' };
  ended.code = await inspectBackups(args, {
    result: text => (ended.out += `${text}\n`),
    note: text => (ended.err += `${text}\n`),
  });
  return ended;
}

/** The command as `plumb` runs it. */
async function runProcess(...args: string[]): Promise<Ended> {
  const child = spawn(
    process.execPath,
    [
      '--require',
      join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(ROOT, 'packages/cli/src/main.ts'),
      'inspect-backups',
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.on('data', data => (ended.out += data));
  child.stderr.on('data', data => (ended.err += data));
  ended.code = await new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  return ended;
}

const VERDICTS: Record<string, string> = { warning: 'degraded' };

describeFixtures('a recorded store', () => {
  it.each(fixtures)('%s', async fixture => {
    const folder = join(FIXTURES, fixture);
    const expected = JSON.parse(
      readFileSync(join(folder, 'expected.json'), 'utf8'),
    );
    const { code, out, err } = await run(
      ...[folder, '--json', '--now', expected.asOf],
      ...['--rpo', `${expected.targets.rpoSeconds}s`],
      ...['--max-backup-age', `${expected.targets.maxBackupAgeHours}h`],
    );
    expect([code, err]).toEqual([0, '']);
    const verdict = VERDICTS[expected.verdict] ?? expected.verdict;
    const newestUsableBackup = newestOf(expected);
    expect(JSON.parse(out).repositories).toMatchObject([
      { verdict, newestUsableBackup },
    ]);
  });

  it('is told by a process that prints JSON and nothing else', async () => {
    const { code, out, err } = await runProcess(
      join(FIXTURES, 'barman/broken-wal-gap'),
      ...['--json', '--now', '2026-11-21T12:00:00Z'],
    );
    expect([code, err]).toEqual([0, '']);
    const [repository, ...more] = JSON.parse(out).repositories;
    expect(more).toEqual([]);
    expect(Object.keys(repository)).toEqual([
      'format',
      'name',
      'verdict',
      'newestUsableBackup',
      'newestRestorePoint',
      'rpoSeconds',
      'earliestRestorePoint',
      'windows',
      'gaps',
      'backups',
      'findings',
    ]);
    expect(repository).toMatchObject({
      verdict: 'critical',
      rpoSeconds: 10_800,
    });
  }, 60_000);

  it('says it in words to a person', async () => {
    const { out } = await run(
      join(FIXTURES, 'barman/broken-wal-gap'),
      ...['--now', '2026-11-21T12:00:00Z'],
    );
    expect(out).toMatch(/^CRITICAL {2}acme-prod \(barman\)$/m);
    expect(out).toMatch(
      /^ {2}newest restore point {2}2026-11-21 09:00:00 UTC, 3 h old$/m,
    );
    expect(out).toMatch(/^ {4}-> \S/m);
  });
});

/** In the words of each tool; a file that is missing from a filestore leaves no trace in its copy. */
function newestOf(expected: {
  newestUsableBackup?: string | null;
  newestUsable?: string;
}): string | null {
  const { newestUsableBackup, newestUsable } = expected;
  const [, snapshot] = /^snapshot (\w{8})/.exec(newestUsable ?? '') ?? [];
  return (
    newestUsableBackup ??
    snapshot ??
    newestUsable?.replace('29 of 32', '29 of 31') ??
    null
  );
}

describe('what it is asked', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inspect-'));
    await writeFile(join(folder, 'acme.sql'), '\u001b[2J');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const SECRET = 'sig=c2VjcmV0';
  it.each([
    [[], 2, /FOLDER-OR-CONTAINER-URL/],
    [['a', 'b'], 2, /FOLDER-OR-CONTAINER-URL/],
    [['.', '--rpo', 'soon'], 2, /--rpo .*15m.*PT15M.*soon/],
    [['.', '--max-backup-age', '-1h'], 2, /--max-backup-age/],
    [['.', '--now', 'yesterday'], 2, /--now .*2026-11-21T12:00:00Z.*yesterday/],
    [['.', '--now', '2026-02-30T00:00:00Z'], 2, /--now/],
    [['.', '--yaml'], 2, /--yaml.*--json/],
    [['s3://bucket'], 2, /FOLDER-OR-CONTAINER-URL.*https/],
    [[`http://example.com/container?${SECRET}`], 2, /https/],
    [['/nowhere'], 1, /\/nowhere does not exist/],
    [[`http://127.0.0.1:1/account/container?${SECRET}`], 1, /127\.0\.0\.1:1/],
  ])('%p is refused in one line', async (args, code, message) => {
    const ended = await run(...args);
    expect(ended).toMatchObject({ code, out: '' });
    expect(ended.err).toMatch(message);
    expect(ended.err.trim().split('\n')).toHaveLength(1);
    expect(ended.err).not.toContain(SECRET);
  });

  it('ends a process with the exit code', async () => {
    const { code, out } = await runProcess('/nowhere', '--json');
    expect([code, out]).toEqual([1, '']);
  }, 60_000);

  it('finds nothing and says so, and nothing steers the terminal', async () => {
    const text = await run(folder);
    expect(text.out).toContain('acme (pg-dump)');
    // eslint-disable-next-line no-control-regex
    expect(text.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    await rm(join(folder, 'acme.sql'));
    const none = await run(folder);
    expect(none).toMatchObject({ code: 0, err: '' });
    expect(none.out).toContain('no backup repository');
    const json = await run(folder, '--json');
    expect(JSON.parse(json.out)).toEqual({ repositories: [] });
  });
});
