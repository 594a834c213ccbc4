import {
  RECOVERY_NOW,
  filestoreReportOf,
  reportOf,
  restoreTestOf,
} from '../../testUtils/recovery';
import { chooseRestorePoint } from './chooseRestorePoint';
import { RestorePlanInput, planRestore } from './planRestore';

const plan = (to: string, change: Partial<RestorePlanInput> = {}) =>
  planRestore({
    to,
    database: reportOf(),
    filestore: filestoreReportOf(),
    tests: [restoreTestOf()],
    sharedWith: [],
    now: new Date(RECOVERY_NOW),
    ...change,
  });

describe('planRestore', () => {
  it('says what a restore loses, needs, takes and touches', () => {
    const { possible, point, segments, summary, lostSeconds } = plan(
      '2026-11-23T11:55:00Z',
    );
    expect({ possible, segments, lostSeconds }).toEqual({
      possible: true,
      // ...18 to ...1F
      segments: 8,
      // The segment archived at 11:58 may hold commits after 11:55: the one before counts.
      lostSeconds: 420,
    });
    expect(point).toMatchObject({
      backup: '20261123T060000',
      segment: '00000001000000010000001F',
      at: '2026-11-23T11:53:00.000Z',
    });
    expect(summary).toBe(
      'To 11:55 UTC on 23 November 2026 loses 7 minutes; needs base 20261123T060000 and 8 WAL segments; about 22 minutes, from the last restore test, scaled by size; touches nobody else.',
    );
  });

  it('falls back on the base before one that has just ended, and takes that one for the newest point', () => {
    const { backups, chain } = reportOf();
    const database = reportOf({
      backups: [
        ...backups,
        {
          ...backups[0],
          id: '20261123T115800',
          finishedAt: '2026-11-23T11:58:00.400Z',
        },
      ],
      newestRestorePoint: '2026-11-23T11:58:00.400Z',
      windows: [
        {
          from: '2026-11-16T00:01:00.000Z',
          to: '2026-11-23T11:58:00.400Z',
          timeline: 1,
        },
      ],
      chain: chain && { ...chain, backup: '20261123T115800' },
    });
    expect(plan('2026-11-23T11:58:00.400Z', { database })).toMatchObject({
      possible: true,
      backup: '20261123T060000',
    });
    expect(chooseRestorePoint(database)).toMatchObject({
      point: { backup: '20261123T115800', at: '2026-11-23T11:58:00.400Z' },
    });
  });

  it('takes a time in any zone', () => {
    expect(plan('2026-11-23T12:55:00+01:00').to).toBe(
      '2026-11-23T11:55:00.000Z',
    );
  });

  it('counts segments across the 4 GiB boundary of the segment names', () => {
    const { chain } = reportOf();
    const database = reportOf({
      chain: chain && {
        ...chain,
        startSegment: '0000000100000000000000FE',
        tail: [
          {
            segment: '000000010000000100000001',
            archivedAt: '2026-11-23T11:50:00.000Z',
          },
        ],
      },
    });
    expect(plan('2026-11-23T11:50:00Z', { database }).segments).toBe(4);
  });

  it('says plainly when it cannot be done and offers the nearest moments', () => {
    const windows = [
      {
        from: '2026-11-20T01:00:00.000Z',
        to: '2026-11-20T13:00:00.000Z',
        timeline: 1,
      },
      {
        from: '2026-11-23T06:01:00.000Z',
        to: '2026-11-23T11:58:00.000Z',
        timeline: 1,
      },
    ];
    const inHole = plan('2026-11-21T00:00:00Z', {
      database: reportOf({ windows }),
    });
    expect(inHole).toMatchObject({
      possible: false,
      nearest: {
        before: '2026-11-20T13:00:00.000Z',
        after: '2026-11-23T06:01:00.000Z',
      },
    });
    expect(inHole.summary).toContain('No unbroken run');
    expect(plan('2026-11-23T11:59:30Z').summary).toContain(
      'newest restorable moment is 11:58 UTC',
    );
    expect(plan('2026-11-24T00:00:00Z').summary).toContain('lies ahead');
    expect(
      plan('2026-11-23T11:55:00Z', { filestore: undefined }).possible,
    ).toBe(false);
    const nothing = reportOf({
      newestRestorePoint: null,
      windows: [],
      chain: undefined,
    });
    expect(plan('2026-11-23T11:55:00Z', { database: nothing })).toMatchObject({
      possible: false,
      nearest: { before: null, after: null },
    });
  });

  it('names attachments that would lose their files, and others on the server', () => {
    const { summary, alsoTouched } = plan('2026-11-23T11:55:00Z', {
      filestore: filestoreReportOf({
        newestRestorePoint: '2026-11-23T10:00:00.000Z',
      }),
      sharedWith: ['a/production', 'b/production'],
      tests: [],
    });
    expect(summary).toContain('after 10:00 UTC');
    expect(summary).toContain('touches 2 other tenants unless restored aside');
    expect(summary).toContain('duration never measured');
    expect(alsoTouched).toHaveLength(2);
  });
});
