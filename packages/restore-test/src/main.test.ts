import { ChildProcess } from 'node:child_process';
import { CLEAN_END, checkOf, endOf } from './__testUtils__/outcome';
import { segmentOf } from './__testUtils__/repository';
import { RestoreSite } from './__testUtils__/restoreSite';

jest.setTimeout(60_000);

describe('the restore test', () => {
  let site: RestoreSite;
  /** The chain from the base backup to the chosen point: blobs of WAL segments. */
  let chain: string[];

  beforeAll(async () => {
    site = await RestoreSite.create();
    ({ chain } = site.repository);
  });

  afterAll(() => site?.close());

  it('restores over a failover and proves what it restored', async () => {
    const outcome = await site.run();
    expect(endOf(outcome)).toEqual(CLEAN_END);
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

  it('fails when Odoo does not come up', async () => {
    const outcome = await site.run({
      withoutOdoo: true,
      settings: { ODOO_START_SECONDS: '1' },
    });
    expect(endOf(outcome)).toEqual(CLEAN_END);
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
      expect(endOf(outcome)).toEqual(CLEAN_END);
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
    expect(endOf(outcome)).toEqual(CLEAN_END);
    expect(outcome.result?.summary).toBe('The test had not finished after 4 s');
  });

  it('says that the store refuses it, without the credential', async () => {
    const outcome = await site.run({ permissions: 'l' });
    expect(endOf(outcome)).toEqual(CLEAN_END);
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
