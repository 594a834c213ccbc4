import { platformOf } from '../testUtils';
import { PlacedDeployment, RingFacts, judgeRing } from './judgeRing';

const NOW = new Date('2026-11-23T12:00:00Z');
const { rings } = platformOf();

function came(
  environment: string,
  change: Partial<PlacedDeployment> = {},
): PlacedDeployment {
  return {
    environment,
    release: '18.0-2026.11.2',
    kind: 'promote',
    tier: 3,
    appliedAt: '2026-11-20T08:00:00Z',
    outcome: 'verified',
    verifiedAt: '2026-11-21T08:00:00Z',
    continuity: { verdict: 'ok', summary: '' },
    ...change,
  };
}
const fleet: RingFacts['fleet'] = [
  { tenant: 'quay-rail', stage: 'qa', tier: 3 },
  { tenant: 'quay-rail', stage: 'staging', tier: 3 },
  { tenant: 'harbour-civil', stage: 'production', tier: 2 },
];
const judge = (
  deployments: PlacedDeployment[],
  change: Partial<RingFacts> = {},
) =>
  judgeRing({
    rings,
    environment: { tenant: 'harbour-civil', stage: 'production' },
    spec: { tier: 2 },
    version: '18.0-2026.11.2',
    deployments,
    fleet,
    now: NOW,
    ...change,
  });

describe('judgeRing', () => {
  it.each<[string, PlacedDeployment[], Partial<RingFacts>, string, RegExp]>([
    [
      'the first ring has none before it',
      [],
      { environment: { tenant: 'harbour-civil', stage: 'dev' } },
      'pass',
      /is the first ring/,
    ],
    [
      'verified in the ring before for its soak time',
      [came('quay-rail/staging')],
      {},
      'pass',
      /verified in Staging \(quay-rail\/staging\) since 08:00 UTC on 21 November/,
    ],
    [
      'pushed past change control: proves nothing, however well it runs',
      [came('quay-rail/staging', { kind: 'unledgered' })],
      {},
      'fail',
      /came to quay-rail\/staging past change control, which proves nothing: promote it there/,
    ],
    [
      'asleep once it had soaked: that proved it',
      [
        came('quay-rail/staging', {
          outcome: 'unknown',
          unseenSince: '2026-11-22T08:00:00Z',
        }),
      ],
      {},
      'pass',
      /verified in Staging/,
    ],
    [
      'asleep before it had soaked: proves nothing yet',
      [
        came('quay-rail/staging', {
          outcome: 'unknown',
          unseenSince: '2026-11-22T07:00:00Z',
        }),
      ],
      {},
      'fail',
      /not seen since 07:00 UTC/,
    ],
    [
      'still soaking: says until when',
      [came('quay-rail/staging', { verifiedAt: '2026-11-23T08:00:00Z' })],
      {},
      'fail',
      /soaks until 08:00 UTC on 24 November 2026/,
    ],
    [
      'time in which nobody saw it is no soak time',
      [
        came('quay-rail/staging', {
          verifiedAt: '2026-11-20T08:00:00Z',
          unseenSince: '2026-11-20T20:00:00Z',
        }),
      ],
      {},
      'fail',
      /not seen since 20:00 UTC on 20 November/,
    ],
    [
      'taken back before its soak time was over',
      [
        came('quay-rail/staging', {
          verifiedAt: '2026-11-20T08:00:00Z',
          until: '2026-11-20T08:12:00Z',
        }),
      ],
      {},
      'fail',
      /there only until 08:12 UTC on 20 November/,
    ],
    [
      'followed by another release after its soak time',
      [
        came('quay-rail/staging', {
          verifiedAt: '2026-11-20T08:00:00Z',
          until: '2026-11-21T08:00:00Z',
        }),
      ],
      {},
      'pass',
      /verified in Staging/,
    ],
    [
      'two rings back proves nothing',
      [came('quay-rail/qa')],
      {},
      'fail',
      /not verified in Staging: promote it there first/,
    ],
    [
      'an earlier stage of the tenant itself does',
      [came('harbour-civil/qa')],
      {},
      'pass',
      /verified in Development and QA \(harbour-civil\/qa\)/,
    ],
    [
      'a later stage of the tenant does not',
      [came('harbour-civil/production')],
      {},
      'fail',
      /not verified in Staging/,
    ],
    [
      'on its way in the ring before',
      [
        came('quay-rail/staging', {
          outcome: 'running',
          verifiedAt: undefined,
        }),
      ],
      {},
      'fail',
      /not verified yet: it came to quay-rail\/staging/,
    ],
    [
      'an empty ring is passed over, not taken for proof',
      [came('quay-rail/qa')],
      { fleet: [fleet[0], fleet[2]] },
      'pass',
      /Development and QA/,
    ],
    [
      'nobody before could prove it',
      [],
      { fleet: [fleet[2]] },
      'fail',
      /nobody has proven it/,
    ],
    [
      'a spent budget, whatever else is verified',
      [
        came('quay-rail/staging'),
        came('aa/staging', { outcome: 'failed' }),
        came('bb/staging', { outcome: 'failed' }),
      ],
      {},
      'fail',
      /Failures in Staging: failed in aa\/staging, bb\/staging; 1 may fail/,
    ],
    [
      'failures of a later ring are its own business',
      [
        came('quay-rail/staging'),
        came('aa/production', { outcome: 'failed', tier: 1 }),
      ],
      {},
      'pass',
      /verified in Staging/,
    ],
    [
      'held, however well it was proven',
      [came('quay-rail/staging')],
      { spec: { tier: 2, hold: '2026-12-31' } },
      'fail',
      /held up to and with 2026-12-31/,
    ],
    [
      'no ring takes it in',
      [came('quay-rail/staging')],
      { rings: rings.slice(0, 2) },
      'blocked',
      /add it to one under odoo\.platform\.rings/,
    ],
  ])('%s', (_, deployments, change, verdict, summary) => {
    expect(judge(deployments, change)).toMatchObject({
      verdict,
      summary: expect.stringMatching(summary),
    });
  });
});
