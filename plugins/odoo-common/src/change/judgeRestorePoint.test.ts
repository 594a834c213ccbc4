import { DEFAULT_TIERS } from '../platform/tiers';
import {
  RECOVERY_NOW,
  factsOf,
  recoveryFactsOf,
  restoreTestOf,
} from '../testUtils/recovery';
import { RestorePointInput, judgeRestorePoint } from './judgeRestorePoint';

type Change = Parameters<typeof factsOf>[0];

/** The facts are of 11:59, their newest restore point of 11:58; tier 1 may lose five minutes. */
const judge = (change: Change = {}, more: Partial<RestorePointInput> = {}) =>
  judgeRestorePoint({
    policy: DEFAULT_TIERS[1],
    facts: recoveryFactsOf(factsOf(change)),
    now: new Date(RECOVERY_NOW),
    ...more,
  });
const at = (newestRestorePoint: string | null) => ({
  database: { newestRestorePoint },
  filestore: { newestRestorePoint },
});

describe('judgeRestorePoint', () => {
  it('passes with the moment, what would be lost and what may be', () => {
    expect(judge()).toMatchObject({
      verdict: 'pass',
      at: '2026-11-23T11:58:00.000Z',
      evidence: [
        { detail: expect.stringMatching(/60 seconds .*5 minutes allowed/) },
        { verdict: 'pass' },
        { verdict: 'pass' },
      ],
    });
  });

  it.each<
    [string, Change | undefined, Partial<RestorePointInput>, string, RegExp]
  >([
    [
      'older than the tier allows',
      at('2026-11-23T11:50:00.000Z'),
      {},
      'fail',
      /9 minutes would be lost.*pg_switch_wal\(\)$/,
    ],
    [
      'older than a looser tier allows',
      at('2026-11-23T11:50:00.000Z'),
      { policy: DEFAULT_TIERS[3] },
      'pass',
      /11:50/,
    ],
    [
      'old, of a database that nobody writes to any more',
      at('2026-11-23T11:50:00.000Z'),
      { writtenUntil: '2026-11-23T11:52:00.000Z' },
      'pass',
      /11:50/,
    ],
    [
      'of before the last writes',
      at('2026-11-23T11:50:00.000Z'),
      { writtenUntil: '2026-11-23T11:56:00.000Z' },
      'fail',
      /6 minutes would be lost.*if nobody writes to it, none comes by itself: on its primary.*pg_switch_wal/,
    ],
    [
      'of facts that were read before the last writes may have been',
      {},
      { writtenUntil: '2026-11-23T11:59:00.000Z' },
      'blocked',
      /has to be read after 11:59/,
    ],
    [
      'behind a gap',
      {
        database: {
          gaps: [
            {
              after: '000000010000000100000020',
              before: '000000010000000100000023',
              segments: 2,
            },
          ],
        },
      },
      {},
      'fail',
      /2 segments are missing/,
    ],
    [
      'whose files are older than the tier bears',
      { filestore: { newestRestorePoint: '2026-11-23T11:40:00.000Z' } },
      {},
      'fail',
      /Filestore: 18 minutes older/,
    ],
    [
      'of before the approvals',
      {},
      { takenAfter: '2026-11-23T11:58:30.000Z' },
      'fail',
      /complete since 11:58:30.*the next point of the database is awaited.*pg_switch_wal\(\)$/,
    ],
    [
      'of after the approvals',
      {},
      { takenAfter: '2026-11-23T11:57:30.000Z' },
      'pass',
      /11:58/,
    ],
    [
      'of a chain that a restore test has proven',
      {},
      { tests: [restoreTestOf()] },
      'pass',
      /11:58/,
    ],
    [
      'of a chain whose last test is too old',
      {},
      { tests: [restoreTestOf({ finishedAt: '2026-10-20T09:00:00.000Z' })] },
      'fail',
      /passed at 09:00 UTC on 20 October 2026.*run one/,
    ],
    [
      'of a chain whose last test failed, whatever the one before showed',
      {},
      {
        tests: [
          restoreTestOf(),
          restoreTestOf({
            outcome: 'failed',
            finishedAt: '2026-11-20T09:00:00.000Z',
          }),
        ],
      },
      'fail',
      /failed at 09:00 UTC on 20 November/,
    ],
    [
      'of a chain that was begun anew since its test',
      {},
      {
        tests: [
          restoreTestOf({
            point: { ...restoreTestOf().point, lineage: 'former' },
          }),
        ],
      },
      'fail',
      /no restore of this chain was proven/,
    ],
    [
      'whose restore cannot be tested, and says so',
      { database: { chain: undefined } },
      { tests: [], untestable: 'Azure alone can restore it' },
      'pass',
      /Restorable to 11:58.*Restore test: not proven, .*Azure alone/,
    ],
    ['that is not there', at(null), {}, 'fail', /nothing that can be restored/],
    [
      'read too long ago',
      {},
      { now: new Date('2026-11-23T12:30:00Z') },
      'blocked',
      /too long ago/,
    ],
    [
      'that nobody has read',
      undefined,
      { facts: {} },
      'blocked',
      /have not been read/,
    ],
  ])('judges a point %s', (_, change, more, verdict, words) => {
    const check = judge(change, more);
    expect(check.verdict).toBe(verdict);
    expect(check.summary).toMatch(words);
  });

  it('names a stop, and what that takes, only where something writes once it has stopped', () => {
    const input = { takenAfter: '2026-11-23T11:58:30.000Z' };
    const told = (more: object) => judge({}, { ...input, ...more }).summary;
    const beatsWhenStopped = true;
    expect(told({ beatsWhenStopped })).toMatch(
      /pg_switch_wal\(\); or stop it by an update.*takes it down until it is started/,
    );
    expect(told({})).not.toMatch(/schedule: stopped/);
    expect(told({ beatsWhenStopped, takenAfterThe: 'stop' })).not.toMatch(
      /schedule: stopped/,
    );
  });

  it('does not claim that WAL arrives while the database says otherwise', () => {
    const facts = recoveryFactsOf([
      ...factsOf(),
      {
        kind: 'controller',
        claim: {
          lastBackupAt: null,
          lastBackupName: null,
          lastFailureAt: null,
          firstRestorePoint: null,
          archiving: false,
          lastArchivedAt: null,
          idle: 'unknown',
        },
      },
    ]);
    expect(judge({}, { facts }).verdict).toBe('blocked');
  });

  it('does not wait for more from a database that proves itself that nothing was written', () => {
    const point = { newestRestorePoint: '2026-11-23T08:00:00.000Z' };
    const facts = recoveryFactsOf([
      ...factsOf({ database: point, filestore: point }),
      {
        kind: 'controller',
        claim: {
          lastBackupAt: null,
          lastBackupName: null,
          lastFailureAt: null,
          firstRestorePoint: null,
          archiving: true,
          lastArchivedAt: point.newestRestorePoint,
          idle: true,
        },
      },
    ]);
    const end = (writtenUntil: string) => judge({}, { facts, writtenUntil });
    expect(end('2026-11-23T11:58:30.000Z').verdict).toBe('pass');
    expect(end('2026-11-23T11:59:30.000Z').verdict).toBe('blocked');
  });

  describe('of what never came up', () => {
    const empty: NonNullable<Change>['database'] = {
      verdict: 'critical',
      newestRestorePoint: null,
      windows: [],
      backups: [],
    };
    const never = (change: Change = { database: empty }, neverUsed = true) =>
      judge(change, { neverUsed, tests: [] });

    it('passes when its store was read and holds nothing at all, and says so', () => {
      expect(never()).toMatchObject({
        verdict: 'pass',
        summary: expect.stringContaining('never came up'),
        evidence: [{ verdict: 'note' }],
      });
    });

    it('does not when somebody may have worked in it, or a backup is there or may be', () => {
      expect(never({ database: empty }, false).verdict).toBe('fail');
      expect(
        never({ database: { newestRestorePoint: null, windows: [] } }).verdict,
      ).toBe('fail');
      expect(
        never({ database: { ...empty, verdict: 'unknown' } }).verdict,
      ).toBe('blocked');
      expect(judge({}, { facts: {}, neverUsed: true, tests: [] }).verdict).toBe(
        'blocked',
      );
    });
  });

  it('says plainly that a tier without backups has none', () => {
    expect(judge({}, { policy: DEFAULT_TIERS[4], facts: {} })).toMatchObject({
      verdict: 'pass',
      summary: expect.stringContaining('keeps no backups'),
    });
  });
});
