import fc from 'fast-check';
import { DEFAULT_TIERS } from '../../platform/tiers';
import {
  copiesOf,
  factsOf,
  recoveryFactsOf,
  recoveryInputOf,
  restoreTestOf,
} from '../../testUtils/recovery';
import { recoveryBandOf } from '../bands';
import { ControllerClaim } from '../facts';
import { RepositoryReport } from '../report';
import { assessRecovery } from './assessRecovery';
import { RecoveryInput } from './input';

const assess = (change: Partial<RecoveryInput> = {}) =>
  assessRecovery(recoveryInputOf(change));
const withFacts = (change: Parameters<typeof factsOf>[0]) =>
  assess({ facts: recoveryFactsOf(factsOf(change)) });

const GONE: Partial<RepositoryReport> = {
  newestRestorePoint: null,
  newestUsableBackup: null,
  verdict: 'critical',
  windows: [],
  backups: [],
  chain: undefined,
  findings: [
    {
      code: 'no-usable-backup',
      severity: 'critical',
      subject: 'odoo-db',
      summary: 'The container holds no base backup',
      action: 'Take one',
    },
  ],
};
const claimOf = (change: Partial<ControllerClaim>): ControllerClaim => ({
  lastBackupAt: '2026-11-23T06:01:00.000Z',
  lastBackupName: 'backup-1',
  lastFailureAt: null,
  firstRestorePoint: '2026-11-16T00:01:00.000Z',
  archiving: true,
  lastArchivedAt: null,
  idle: 'unknown',
  ...change,
});
const claimed = (
  change: Partial<ControllerClaim>,
  facts: Parameters<typeof factsOf>[0] = {},
) =>
  assess({
    facts: recoveryFactsOf([
      ...factsOf(facts),
      { kind: 'controller', claim: claimOf(change) },
    ]),
  });

describe('assessRecovery', () => {
  it('gives 100 where everything is in order, and says only what was proven', () => {
    const { score, losses, claim, evidence, restorableTo } = assess();
    expect({ score, losses, evidence }).toEqual({
      score: 100,
      losses: [],
      evidence: 'fresh',
    });
    expect(restorableTo).toBe('2026-11-23T11:58:00.000Z');
    expect(claim).toBe(
      'Restorable to 11:58 UTC on 23 November 2026, proven by a restore on 3 November 2026, 22 minutes',
    );
  });

  it('is 0 when the bucket is deleted after a good test', () => {
    const { score, weakestLink, claim } = withFacts({ database: GONE });
    expect(score).toBe(0);
    expect(weakestLink).toContain('The container holds no base backup');
    expect(claim).toContain('Cannot be restored');
  });

  it('is at most 20 when the last test failed after a good one, with or without a result', () => {
    const failed = (proof: 'signed' | 'portal') =>
      assess({
        tests: [
          restoreTestOf(),
          restoreTestOf({
            outcome: 'failed',
            proof,
            finishedAt: '2026-11-20T09:00:00.000Z',
            summary: '3 attachments are missing',
          }),
        ],
      });
    for (const { score, losses, testDueAt } of [
      failed('signed'),
      failed('portal'),
    ]) {
      expect(score).toBe(20);
      expect(losses[0].action).toContain('3 attachments are missing');
      expect(testDueAt).toBe('2026-11-21T09:00:00.000Z');
    }
  });

  it('slides from 90 to 40 once the test is overdue', () => {
    const days = (age: number) =>
      assess({
        tests: [
          restoreTestOf({
            finishedAt: new Date(
              Date.parse('2026-11-23T12:00:00Z') - age * 86_400_000,
            ).toISOString(),
          }),
        ],
        // The corruption scenario has its own target on the same test.
        policy: {
          ...DEFAULT_TIERS[1],
          lossTargets: { component: 'PT5M' },
        },
      });
    expect(days(31).score).toBe(100);
    // 40 points of the test less 1/31 are 98.7: the cap of one day late is what counts.
    expect(days(32).score).toBe(88);
    expect(days(32).caps[0].cap).toBe(88);
    expect(days(62).score).toBe(40);
    expect(days(400).score).toBe(40);
  });

  it('never exceeds 40 without a test of the chain that exists now', () => {
    const point = restoreTestOf().point;
    const others = [
      [],
      [restoreTestOf({ proof: 'claimed' })],
      [restoreTestOf({ point: { ...point, systemId: '1' } })],
      [restoreTestOf({ point: { ...point, lineage: 'odoo-db-2' } })],
    ];
    for (const tests of others) {
      const { score, claim } = assess({ tests });
      expect(score).toBe(40);
      expect(claim).toContain('never proven');
    }
  });

  it('earns a ninth of the proof and is capped at 60 when a restore took 9 h instead of 1 h', () => {
    const { score, terms, rto } = assess({
      tests: [restoreTestOf({ seconds: 9 * 3600 })],
    });
    expect(terms[0].value).toBeCloseTo(1 / 9);
    expect(rto).toMatchObject({ state: 'missed', seconds: 32400 });
    // 40/9 + 60 = 64.4, and the missed target caps it.
    expect(score).toBe(60);
  });

  it('scales the measured restore by growth of the base backup', () => {
    const backups = [
      ['20261103T060000', 20e9],
      ['20261123T060000', 80e9],
    ].map(([id, sizeBytes]) => ({
      id: String(id),
      kind: 'full',
      status: 'usable' as const,
      startedAt: null,
      finishedAt: null,
      sizeBytes: Number(sizeBytes),
    }));
    const { rto } = withFacts({ database: { backups } });
    expect(rto).toMatchObject({ seconds: 4 * 22 * 60, state: 'missed' });
  });

  it('believes in idleness only when the database itself proves it', () => {
    const quiet = {
      database: { newestRestorePoint: '2026-11-23T09:00:00.000Z' },
      filestore: { newestRestorePoint: '2026-11-23T09:00:00.000Z' },
    };
    expect(claimed({ idle: 'unknown' }, quiet).rpo.component.state).toBe(
      'missed',
    );
    const idle = (lastArchivedAt: string | null) =>
      claimed({ idle: true, lastArchivedAt }, quiet).rpo.component.state;
    expect(idle('2026-11-23T09:00:05.000Z')).toBe('met');
    // Archived, and behind a gap of the store: the database is idle and its last hours are lost all the same.
    expect(idle('2026-11-23T11:30:00.000Z')).toBe('missed');
    expect(idle(null)).toBe('missed');
  });

  it('does not apply to tier 4', () => {
    const result = assess({
      spec: { tier: 4, region: 'northeurope' },
      policy: DEFAULT_TIERS[4],
    });
    expect(result).toMatchObject({ score: null, applies: false });
  });

  it('counts nothing that is past its time to live', () => {
    const { score, evidence, rpo, claim, caps } = assess({
      facts: recoveryFactsOf(factsOf(), '2026-11-23T10:00:00.000Z'),
    });
    expect(evidence).toBe('stale');
    expect(rpo.component.state).toBe('unknown');
    expect(claim).toContain('Not known');
    expect(score).toBeLessThan(25);
    expect(caps).toEqual([]);
  });

  it('caps at 30 what does not belong together, and at 60 what is lost beyond the target', () => {
    const older = withFacts({
      filestore: { newestRestorePoint: '2026-11-23T08:00:00.000Z' },
    });
    expect(older.score).toBe(30);
    expect(older.restorableTo).toBe('2026-11-23T08:00:00.000Z');
    const lost = withFacts({
      database: { newestRestorePoint: '2026-11-23T11:00:00.000Z' },
      filestore: { newestRestorePoint: '2026-11-23T11:00:00.000Z' },
    });
    expect(lost.score).toBe(60);
    expect(lost.rpo.component.state).toBe('missed');
  });

  it('judges each scenario by what protects against it', () => {
    const [primary, secondary] = copiesOf();
    const unlocked = {
      ...primary,
      immutability: { state: 'unlocked', days: 30, legalHold: false },
    } as const;
    const short = {
      ...primary,
      immutability: { state: 'locked', days: 7, legalHold: false },
    } as const;
    const unsaid = {
      ...primary,
      immutability: { state: 'unknown', days: null, legalHold: 'unknown' },
    } as const;
    const corruption = (copy: typeof primary) =>
      withFacts({ copies: [copy] }).rpo.corruption.state;
    expect(corruption(primary)).toBe('met');
    expect(corruption(unlocked)).toBe('none');
    expect(corruption(short)).toBe('none');
    expect(corruption(unsaid)).toBe('unknown');
    const gone = withFacts({
      database: {
        windows: [
          {
            from: '2026-11-16T00:01:00.000Z',
            to: '2026-11-23T11:58:00.000Z',
            timeline: 1,
          },
        ],
      },
    });
    expect(gone.rpo.corruption.state).toBe('none');

    const region = (copy: typeof secondary) =>
      withFacts({ copies: [primary, copy] }).rpo.region;
    // The last segment archived by 11:57 is the one of 11:53.
    expect(region(secondary)).toMatchObject({ state: 'met', seconds: 360 });
    // What had arrived before replication stopped is still there.
    expect(region({ ...secondary, replication: 'failed' }).seconds).toBe(360);
    expect(region({ ...secondary, lastSyncAt: null }).state).toBe('unknown');
    // It holds 11:53 too, a segment in the gap before the newest base: nothing restores to there.
    const windows = [
      {
        from: '2026-11-01T00:00:00.000Z',
        to: '2026-11-23T09:00:00.000Z',
        timeline: 1,
      },
      {
        from: '2026-11-23T11:55:00.000Z',
        to: '2026-11-23T11:58:00.000Z',
        timeline: 1,
      },
    ];
    const torn = withFacts({
      database: { windows },
      copies: [primary, secondary],
    });
    expect(torn.rpo.region).toMatchObject({ seconds: 3 * 3600 - 60 });
    expect(
      withFacts({ copies: [{ ...primary, replication: 'unknown' }] }).rpo.region
        .state,
    ).toBe('unknown');
    expect(withFacts({ copies: [primary] }).rpo.region.state).toBe('none');
  });

  it('lets the worse of controller and store count, and names where they differ', () => {
    const silent = claimed({ archiving: false });
    expect(silent.rpo.component.state).toBe('unknown');
    expect(silent.score).toBeLessThan(85);
    const boasting = claimed(
      { lastBackupAt: '2026-11-23T11:00:00.000Z' },
      { database: { newestRestorePoint: '2026-11-23T07:00:00.000Z' } },
    );
    expect(boasting.disagreements).toHaveLength(2);
    expect(boasting.disagreements[0]).toContain('11:00 UTC');
  });

  it('draws an exemption but pays nothing for it, and only once confirmed and until its end', () => {
    const exemption = (change: object) => ({
      id: '1',
      environment: 'harbour-civil/production',
      author: 'user:default/ann',
      createdAt: '2026-11-01T00:00:00.000Z',
      confirmedBy: 'user:default/bob',
      confirmedAt: '2026-11-01T01:00:00.000Z',
      statement: {
        kind: 'exemption' as const,
        term: 'runbookDrill' as const,
        reason: 'Planned in December',
        until: '2026-11-23',
      },
      ...change,
    });
    const state = (change: object) =>
      assess({ records: [exemption(change)] }).terms.find(
        ({ term }) => term === 'runbookDrill',
      );
    expect(state({})).toMatchObject({ state: 'exempted', value: 0 });
    expect(state({ confirmedAt: undefined })?.state).toBe('measured');
    expect(
      assess({
        records: [exemption({})],
        now: new Date('2026-11-24T00:00:00Z'),
      }).terms.find(({ term }) => term === 'runbookDrill')?.state,
    ).toBe('measured');
  });

  it('caps what a service only attests at 70 until a restore test is in period', () => {
    const attested = { database: { format: 'flexible-server' as const } };
    expect(withFacts(attested).score).toBe(100);
    const late = assess({
      facts: recoveryFactsOf(factsOf(attested)),
      tests: [restoreTestOf({ finishedAt: '2026-10-22T09:00:00.000Z' })],
    });
    expect(late.caps.map(({ cap }) => cap)).toContain(70);
  });

  it('never calls good what a default restore would fail on', () => {
    const damaged = withFacts({ database: { verdict: 'critical' } });
    expect(damaged.score).toBe(79);
    expect(recoveryBandOf(damaged)).toBe('fair');
  });

  it('is never good with any defect, and always within 0 and 100', () => {
    const defects = fc.record({
      drop: fc.constantFrom(
        'database',
        'filestore',
        'copies',
        'restore-tests',
        'alerting',
      ),
      untested: fc.boolean(),
      ageMinutes: fc.integer({ min: 0, max: 60 * 24 * 40 }),
    });
    fc.assert(
      fc.property(defects, ({ drop, untested, ageMinutes }) => {
        const observedAt = new Date(
          Date.parse('2026-11-23T12:00:00Z') - ageMinutes * 60_000,
        ).toISOString();
        const result = assess({
          facts: recoveryFactsOf(
            factsOf().filter(({ kind }) => kind !== drop),
            observedAt,
          ),
          tests: untested ? [] : [restoreTestOf()],
        });
        expect(result.evidence).not.toBe('fresh');
        expect(recoveryBandOf(result)).not.toBe('good');
        expect(result.score).toBeGreaterThanOrEqual(0);
        expect(result.score).toBeLessThanOrEqual(100);
        const unproven = ['database', 'filestore'].includes(drop) || untested;
        expect(result.score).toBeLessThan(unproven ? 50 : 101);
        expect(result.losses.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});
