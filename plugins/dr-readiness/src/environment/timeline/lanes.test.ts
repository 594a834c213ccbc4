import {
  copiesOf,
  filestoreReportOf,
  reportOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { recoveryOf, stampedOf } from '../../__testUtils__/recovery';
import { lanesOf } from './lanes';

const now = new Date('2026-11-23T12:00:00.000Z');
const broken = [
  {
    from: '2026-11-20T00:00:00.000Z',
    to: '2026-11-21T00:00:00.000Z',
    timeline: 1,
  },
  {
    from: '2026-11-22T00:00:00.000Z',
    to: '2026-11-23T11:58:00.000Z',
    timeline: 1,
  },
];

const laneOf = (title: RegExp, change: Parameters<typeof recoveryOf>[0] = {}) =>
  lanesOf(recoveryOf(change), now)
    .find(lane => title.test(lane.title))!
    .spans.map(({ kind, from, to }) => `${kind} ${from} ${to}`);

describe('lanesOf', () => {
  it('draws what lies between two windows as a gap, and nothing else', () => {
    const database = stampedOf(reportOf({ windows: broken }), now);
    expect(laneOf(/^Database, northeurope/, { database })).toEqual([
      'restorable 2026-11-20T00:00:00.000Z 2026-11-21T00:00:00.000Z',
      'restorable 2026-11-22T00:00:00.000Z 2026-11-23T11:58:00.000Z',
      'gap 2026-11-21T00:00:00.000Z 2026-11-22T00:00:00.000Z',
    ]);
    const whole = stampedOf(reportOf(), now);
    expect(laneOf(/^Database, northeurope/, { database: whole })).toEqual([
      'restorable 2026-11-02T00:01:00.000Z 2026-11-23T11:58:00.000Z',
    ]);
  });

  it('has no gap where two time lines cover the same hours', () => {
    const database = stampedOf(
      reportOf({
        windows: [
          { ...broken[0], to: '2026-11-22T06:00:00.000Z' },
          { ...broken[1], timeline: 2 },
        ],
      }),
      now,
    );
    expect(laneOf(/^Database, northeurope/, { database })).toEqual([
      'restorable 2026-11-20T00:00:00.000Z 2026-11-23T11:58:00.000Z',
    ]);
  });

  it('ends another copy at its last sync', () => {
    const database = stampedOf(reportOf(), now);
    const copies = stampedOf(copiesOf(), now);
    expect(laneOf(/^Database, westeurope/, { database, copies })).toEqual([
      'restorable 2026-11-02T00:01:00.000Z 2026-11-23T11:57:00.000Z',
    ]);
  });

  it.each([
    { lastSyncAt: null },
    { replication: 'failed' },
    { replication: 'unknown' },
  ] as const)('knows nothing of a copy with %j', change => {
    const database = stampedOf(reportOf(), now);
    const copies = stampedOf(
      copiesOf().map(copy => ({ ...copy, ...change })),
      now,
    );
    expect(laneOf(/^Database, westeurope/, { database, copies })).toEqual([
      'unknown 2026-11-16T12:00:00.000Z 2026-11-23T12:00:00.000Z',
    ]);
  });

  it('draws what is lost beyond the target as a gap: up to now, and on a copy up to what it has seen', () => {
    const late = {
      database: stampedOf(
        reportOf({
          windows: [
            {
              from: '2026-11-20T00:00:00.000Z',
              to: '2026-11-23T09:00:00.000Z',
              timeline: 1,
            },
          ],
        }),
        now,
      ),
      copies: stampedOf(copiesOf(), now),
    };
    const { assessment } = recoveryOf();
    const { component } = assessment.rpo;
    const missed = {
      ...late,
      assessment: {
        ...assessment,
        rpo: {
          ...assessment.rpo,
          component: { ...component, state: 'missed' as const },
        },
      },
    };
    const gap = (to: string) => `gap 2026-11-23T09:00:00.000Z ${to}`;
    expect(laneOf(/^Database, northeurope/, missed)).toContain(
      gap('2026-11-23T12:00:00.000Z'),
    );
    expect(laneOf(/^Database, westeurope/, missed)).toContain(
      gap('2026-11-23T11:57:00.000Z'),
    );
    // Segments in flight are no gap.
    expect(laneOf(/^Database, northeurope/, late)).toHaveLength(1);
  });

  it('says of a whole line that nothing can be restored, rather than leaving it empty', () => {
    const database = stampedOf(
      reportOf({ windows: [], verdict: 'critical' }),
      now,
    );
    expect(laneOf(/^Database, northeurope/, { database })).toEqual([
      'gap 2026-11-16T12:00:00.000Z 2026-11-23T12:00:00.000Z',
    ]);
  });

  it.each([
    ['stale', stampedOf(reportOf(), new Date('2026-11-23T10:00:00Z'))],
    ['read in part', stampedOf(reportOf({ partial: true }), now)],
    ['not readable', stampedOf(reportOf({ verdict: 'unknown' }), now)],
    ['missing', null],
  ])('calls nothing restorable when the evidence is %s', (_, database) => {
    const kinds = laneOf(/^Database, northeurope/, { database });
    expect(kinds).not.toHaveLength(0);
    expect(kinds.filter(kind => !kind.startsWith('unknown'))).toEqual([]);
  });

  it('tells what only a managed service attests, and dumps as single moments', () => {
    const database = stampedOf(reportOf({ format: 'flexible-server' }), now);
    expect(laneOf(/^Database, northeurope/, { database })[0]).toMatch(
      /^attested/,
    );
    const moments = ['2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z'];
    const filestore = stampedOf(
      filestoreReportOf({
        windows: moments.map(at => ({ from: at, to: at, timeline: null })),
      }),
      now,
    );
    expect(laneOf(/^Filestore/, { filestore })).toEqual(
      moments.map(at => `restorable ${at} ${at}`),
    );
  });
});
