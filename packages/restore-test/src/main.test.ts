import { ChildProcess } from 'node:child_process';
import { gunzipSync, gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { BASE, Blobs } from './__testUtils__/repository';
import { Outcome, RestoreSite } from './__testUtils__/restoreSite';

const SEGMENT = /([0-9A-F]{24})\.gz$/;

/** Changes the bytes of a segment, wherever it lies. */
function damage(
  blobs: Blobs,
  blob: string,
  change: (segment: Buffer) => void,
): void {
  const segment = gunzipSync(blobs.get(blob)!);
  change(segment);
  blobs.set(blob, gzipSync(segment));
}

/** As when a disk returns something else: what is written there is no record any more. */
const scramble = (segment: Buffer, at: number) =>
  segment.fill(0xa5, at, at + 64);

async function archiveWith(name: string): Promise<Buffer> {
  const tar = pack();
  tar.entry({ name }, 'planted');
  tar.finalize();
  return gzipSync(await buffer(Readable.from(tar)));
}

function checkOf({ result }: Outcome, id: string) {
  return result?.checks.find(check => check.id === id);
}

/** What holds however a test ends: a signed result, an untouched store, nothing left behind. */
function expectCleanEnd(outcome: Outcome): void {
  expect(outcome.exitCode).toBe(0);
  expect(Object.keys(outcome.results)).toEqual([
    'harbour-civil-production/test-1.json',
  ]);
  expect(outcome.sourceUnchanged).toBe(true);
  expect(outcome.leftovers).toEqual([]);
  expect(outcome.output).not.toContain('sig=');
}

jest.setTimeout(60_000);

describe('the restore test', () => {
  let site: RestoreSite;
  /** The chain from the base backup to the chosen point: blobs of WAL segments. */
  let chain: string[];
  const segmentOf = (blob: string) => SEGMENT.exec(blob)![1];

  beforeAll(async () => {
    site = await RestoreSite.create();
    ({ chain } = site.repository);
  });

  afterAll(() => site?.close());

  it('restores over a failover and proves what it restored', async () => {
    const outcome = await site.run();
    expectCleanEnd(outcome);
    expect(outcome.result).toMatchObject({
      environment: 'harbour-civil/production',
      test: 'test-1',
      nonce: '0123456789abcdef0123456789abcdef',
      point: site.repository.point,
      outcome: 'passed',
      recovered: {
        timeline: 2,
        segment: site.repository.point.segment,
        systemId: site.repository.point.systemId,
        lastTransactionAt: expect.any(String),
      },
    });
    const { phases, checks, sizeBytes } = outcome.result!;
    expect(phases.map(({ name, outcome: end }) => `${name} ${end}`)).toEqual([
      'fetch passed',
      'restore passed',
      'neutralise passed',
      'check-data passed',
      'start-odoo passed',
      'check-odoo passed',
    ]);
    expect(checks.map(({ outcome: end }) => end)).toEqual(
      Array(6).fill('passed'),
    );
    expect(checkOf(outcome, 'row-counts')?.summary).toBe(
      'res_users 20, res_partner 51, ir_attachment 12, account_move 3001',
    );
    expect(checkOf(outcome, 'attachments')?.summary).toMatch(/^12 of 12 /);
    expect(sizeBytes).toBeGreaterThan(chain.length * 2 ** 20);
    // Odoo came up on a copy that can act on nothing outside.
    expect(outcome.odoo).toEqual({
      neutralised: 'true',
      url: 'http://127.0.0.1',
      keys: 0,
      mail: 0,
      fetchmail: 0,
      crons: 0,
      payments: 0,
      webhooks: 0,
      jobs: 'cancelled,done',
      archiving: 'off',
      listening: '',
      cluster: '',
    });
  });

  it('passes for any segment of a sound chain, also where its last record goes on in the next', async () => {
    const [, , first, full] = chain;
    for (const segment of [first, full].map(segmentOf)) {
      const outcome = await site.run({ point: { segment } });
      expect(outcome.result?.summary).toMatch(/^Backup .* restored/);
      expect(outcome.result?.recovered?.segment).toBe(segment);
    }
    const early = await site.run({
      point: { timeline: 1, segment: segmentOf(chain[1]) },
    });
    expect(early.result).toMatchObject({
      outcome: 'passed',
      recovered: { timeline: 1, lastTransactionAt: expect.any(String) },
    });
  });

  describe('fails, and never lets Odoo start, when', () => {
    const cases: [
      what: string,
      change: (blobs: Blobs) => void | Promise<void>,
      summary: RegExp,
    ][] = [
      [
        'a WAL segment is missing',
        blobs => void blobs.delete(chain[2]),
        /^WAL segment [0-9A-F]{24} is missing, number 3 of the \d+ from the base backup/,
      ],
      [
        'the history of the timeline is missing',
        blobs => void blobs.delete('odoo-db/wals/00000002.history.gz'),
        /^The history file 00000002.history of the chosen timeline is missing/,
      ],
      [
        'a segment was cut short',
        blobs =>
          void blobs.set(
            chain[3],
            gzipSync(gunzipSync(blobs.get(chain[3])!).subarray(0, 4096)),
          ),
        /^WAL segment [0-9A-F]{24} is damaged: 4096 bytes instead of 1048576/,
      ],
      [
        'a segment holds the content of another',
        blobs => void blobs.set(chain[3], blobs.get(chain[2])!),
        /^WAL segment [0-9A-F]{24} is damaged: its content is that of another segment/,
      ],
      [
        'WAL was written by another database',
        blobs =>
          damage(blobs, chain[3], segment =>
            segment.writeBigUInt64LE(7708150322908187512n, 24),
          ),
        /was written by another database \(system 7708150322908187512, /,
      ],
      [
        'recovery ends before the chosen segment',
        blobs =>
          damage(blobs, chain.at(-3)!, segment => scramble(segment, 500_000)),
        /^Recovery ended at .* before the chosen segment .* restored up to .* only$/,
      ],
      [
        'the base backup was cut short',
        blobs => {
          const data = blobs.get(`${BASE}/data.tar.gz`)!;
          blobs.set(`${BASE}/data.tar.gz`, data.subarray(0, data.length / 2));
        },
        /unexpected end of file/,
      ],
      [
        'the base backup failed',
        blobs => {
          const info = blobs.get(`${BASE}/backup.info`)!.toString();
          blobs.set(
            `${BASE}/backup.info`,
            Buffer.from(info.replace('status=DONE', 'status=FAILED')),
          );
        },
        /^The base backup 20261121T013001 is FAILED, not DONE/,
      ],
      [
        'the base backup leads out of its folder',
        async blobs => {
          blobs.set(`${BASE}/data.tar.gz`, await archiveWith('../../planted'));
        },
        /^The base backup holds the path "..\/..\/planted", which leads out/,
      ],
    ];

    it.each(cases)('%s', async (_, change, summary) => {
      const outcome = await site.run({ change });
      expectCleanEnd(outcome);
      expect(outcome.result).toMatchObject({
        outcome: 'failed',
        summary: expect.stringMatching(summary),
      });
      expect(outcome.odoo).toBeUndefined();
    });

    it('recovery ends within the chosen segment', async () => {
      const full = chain.at(-3)!;
      const outcome = await site.run({
        point: { segment: segmentOf(full) },
        change: blobs =>
          damage(blobs, full, segment => scramble(segment, 500_000)),
      });
      expectCleanEnd(outcome);
      expect(outcome.result?.summary).toMatch(
        /^Recovery ended at .* within the chosen segment .*: the WAL behind it is damaged/,
      );
      expect(outcome.odoo).toBeUndefined();
    });

    it('the point is one of another database', async () => {
      const outcome = await site.run({
        point: { systemId: '7708150322908187512' },
      });
      expectCleanEnd(outcome);
      expect(outcome.result?.summary).toMatch(
        /is of system \d+, the chosen point of system 7708150322908187512/,
      );
      expect(outcome.odoo).toBeUndefined();
    });

    it('the database is none of Odoo', async () => {
      const outcome = await site.run({ settings: { DATABASE: 'postgres' } });
      expectCleanEnd(outcome);
      expect(outcome.result?.summary).toMatch(/it is no database of Odoo/);
      expect(outcome.odoo).toBeUndefined();
    });
  });

  describe('the filestore', () => {
    const attachments = (blobs: Blobs) =>
      [...blobs.keys()].filter(name => name.startsWith('filestore/'));

    it.each<[string, (blobs: Blobs) => void, RegExp]>([
      [
        'misses a file',
        blobs => void blobs.delete(attachments(blobs)[0]),
        /^1 of 12 sampled attachments are not in the filestore's copy: .* is missing$/,
      ],
      [
        'holds another content of the same length',
        blobs => {
          const [name] = attachments(blobs);
          blobs.set(name, Buffer.alloc(blobs.get(name)!.length));
        },
        /has another content$/,
      ],
    ])('fails the test when it %s', async (_, change, summary) => {
      const outcome = await site.run({ change });
      expectCleanEnd(outcome);
      expect(outcome.result?.outcome).toBe('failed');
      expect(checkOf(outcome, 'attachments')).toMatchObject({
        outcome: 'failed',
        summary: expect.stringMatching(summary),
      });
    });

    it('may lag behind the database by what the tier tolerates, and no more', async () => {
      const change = (blobs: Blobs) =>
        void blobs.delete(attachments(blobs).at(-1)!);
      const late = await site.run({
        change,
        settings: { FILESTORE_LAG_SECONDS: '300' },
      });
      // All were made within the last minutes: the rest of them prove that the copy is alive.
      expect(checkOf(late, 'attachments')?.summary).toMatch(
        /^11 of 12 .*; 1 more too young to be copied$/,
      );
      const dead = await site.run({
        change: blobs => attachments(blobs).forEach(name => blobs.delete(name)),
        settings: { FILESTORE_LAG_SECONDS: '300' },
      });
      expect(dead.result?.outcome).toBe('failed');
    });
  });

  it('fails when Odoo does not come up', async () => {
    const outcome = await site.run({
      withoutOdoo: true,
      settings: { ODOO_START_SECONDS: '1' },
    });
    expectCleanEnd(outcome);
    expect(outcome.result?.summary).toMatch(
      /^Odoo did not answer within 1 s: .*ECONNREFUSED/,
    );
  });

  it('writes a failed result when it is stopped, wherever it is', async () => {
    const stopAt = (phase: string) => (line: string, program: ChildProcess) => {
      if (line.endsWith(`${phase}: started`)) program.kill('SIGTERM');
    };
    for (const phase of ['fetch', 'restore', 'start-odoo']) {
      const outcome = await site.run({
        onLine: stopAt(phase),
        withoutOdoo: true,
      });
      expectCleanEnd(outcome);
      expect(outcome.result).toMatchObject({
        outcome: 'failed',
        summary: 'The test was stopped by SIGTERM before it finished',
      });
      expect(outcome.result?.phases.at(-1)).toMatchObject({
        name: phase,
        outcome: 'failed',
      });
    }
  });

  it('writes a failed result at its deadline', async () => {
    const outcome = await site.run({
      withoutOdoo: true,
      settings: { DEADLINE_SECONDS: '4' },
    });
    expectCleanEnd(outcome);
    expect(outcome.result?.summary).toBe('The test had not finished after 4 s');
  });

  it('says that the store refuses it, without the credential', async () => {
    const outcome = await site.run({ permissions: 'l' });
    expectCleanEnd(outcome);
    expect(outcome.result?.summary).toBe(
      'The backup store answered 403 AuthorizationPermissionMismatch',
    );
  });

  it('replaces no result that exists', async () => {
    const outcome = await site.run({ existingResult: 'of somebody else' });
    expect(outcome.exitCode).toBe(1);
    expect(outcome.output).toContain('The result could not be written: ');
    expect(Object.values(outcome.results)).toEqual(['of somebody else']);
    expect(outcome.leftovers).toEqual([]);
  });

  it('names every wrong setting at once and quotes no value', async () => {
    const outcome = await site.run({
      settings: {
        NONCE: 'secret-nonce',
        CONTAINER_URL: 'http://store.example/container',
        ODOO_URL: 'http://odoo.example',
        READ_SAS_FILE: '/nowhere',
      },
    });
    expect(outcome.exitCode).toBe(1);
    expect(outcome.output.trim().split('\n')).toEqual([
      'The restore test cannot run:',
      expect.stringMatching(/^RESTORE_TEST_NONCE: /),
      'RESTORE_TEST_CONTAINER_URL: must be https, except on loopback',
      'RESTORE_TEST_READ_SAS_FILE: cannot be read: ENOENT',
      'RESTORE_TEST_ODOO_URL: must be https, except on loopback',
      'RESTORE_TEST_ODOO_URL: must be on loopback: Odoo runs beside this program',
    ]);
    expect(outcome.output).not.toContain('secret-nonce');
  });
});
