import { gunzipSync, gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { CLEAN_END, checkOf, endOf } from './__testUtils__/outcome';
import { BASE, Blobs, segmentOf } from './__testUtils__/repository';
import { RestoreSite } from './__testUtils__/restoreSite';

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

jest.setTimeout(60_000);

describe('the restore test of damaged backups', () => {
  let site: RestoreSite;
  /** The chain from the base backup to the chosen point: blobs of WAL segments. */
  let chain: string[];

  beforeAll(async () => {
    site = await RestoreSite.create();
    ({ chain } = site.repository);
  });

  afterAll(() => site?.close());

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
      expect(endOf(outcome)).toEqual(CLEAN_END);
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
      expect(endOf(outcome)).toEqual(CLEAN_END);
      expect(outcome.result?.summary).toMatch(
        /^Recovery ended at .* within the chosen segment .*: the WAL behind it is damaged/,
      );
      expect(outcome.odoo).toBeUndefined();
    });

    it('the point is one of another database', async () => {
      const outcome = await site.run({
        point: { systemId: '7708150322908187512' },
      });
      expect(endOf(outcome)).toEqual(CLEAN_END);
      expect(outcome.result?.summary).toMatch(
        /is of system \d+, the chosen point of system 7708150322908187512/,
      );
      expect(outcome.odoo).toBeUndefined();
    });

    it('the database is none of Odoo', async () => {
      const outcome = await site.run({ settings: { DATABASE: 'postgres' } });
      expect(endOf(outcome)).toEqual(CLEAN_END);
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
      expect(endOf(outcome)).toEqual(CLEAN_END);
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
});
