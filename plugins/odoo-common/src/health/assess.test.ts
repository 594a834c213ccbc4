import fc from 'fast-check';
import { Tier } from '../environment/stage';
import { PROBE_IDS, PROBES, ProbeId, isRequired } from '../probes/probes';
import { assess } from './assess';
import { OBSERVED_STATUSES, Observation, ObservedStatus } from './observation';

const now = new Date('2026-11-23T12:00:00.000Z');
const at = (seconds: number) =>
  new Date(now.getTime() + seconds * 1000).toISOString();

const observe = (
  probe: ProbeId,
  status: ObservedStatus,
  expiresIn = 60,
): Observation => ({
  probe,
  area: PROBES[probe].area,
  status,
  observedAt: at(expiresIn - 300),
  expiresAt: at(expiresIn),
  source: { collector: 'kubernetes', scope: 'aks-north-1' },
  summary: `${probe} is ${status}`,
});

const judge = (
  observations: Observation[],
  options: { planned?: ProbeId[]; claimed?: ProbeId[]; tier?: Tier } = {},
) => {
  const probes: ProbeId[] = ['web.ready', 'gitops.sync', 'secrets.synced'];
  const { planned = probes, claimed = planned, tier = 1 } = options;
  return assess({
    tier,
    planned: new Set(planned),
    claimed: new Map(claimed.map(probe => [probe, 'kubernetes'])),
    observations,
    ahead: {
      owner: 'group:default/harbour-civil-erp',
      platformTeam: 'group:default/platform-engineers',
    },
    now,
  });
};

const fine = [
  observe('web.ready', 'ok'),
  observe('gitops.sync', 'ok'),
  observe('secrets.synced', 'ok'),
];
const except = (...changed: Observation[]) => [
  ...fine.filter(({ probe }) => !changed.some(other => other.probe === probe)),
  ...changed,
];

describe('assess', () => {
  it('does not count what its collector could not collect', () => {
    const verdict = judge(
      except(observe('gitops.sync', 'not-collected')),
    ).verdict;
    expect(verdict).toMatchObject({
      status: 'unknown',
      evidence: 'partial',
      coverage: { collected: 2, required: 3 },
    });
  });

  it('is ok on fresh and complete evidence, with the age of the oldest', () => {
    const { verdict, reassessAt } = judge(
      except(observe('secrets.synced', 'ok', 10)),
    );
    expect(verdict).toMatchObject({
      status: 'ok',
      evidence: 'fresh',
      coverage: { collected: 3, required: 3 },
      observedAt: at(-290),
    });
    expect(verdict.decidedBy).toBeUndefined();
    expect(reassessAt).toBe(at(10));
  });

  it.each([
    ['critical over unknown', 'critical', 'unknown', 'critical'],
    ['unknown over degraded', 'degraded', 'unknown', 'unknown'],
    ['degraded over asleep', 'degraded', 'asleep', 'degraded'],
    ['asleep over ok', 'ok', 'asleep', 'asleep'],
  ] as const)('puts %s', (_, first, second, expected) => {
    const { verdict } = judge(
      except(observe('web.ready', first), observe('gitops.sync', second)),
    );
    expect(verdict.status).toBe(expected);
  });

  it('turns unknown when evidence expires, and says what was last known', () => {
    const { verdict } = judge(except(observe('web.ready', 'ok', -1)));
    expect(verdict).toMatchObject({
      status: 'unknown',
      evidence: 'stale',
      decidedBy: 'web.ready',
      coverage: { collected: 2, required: 3 },
    });
    expect(verdict.summary).toContain('last known: web.ready is ok');
  });

  it('does not keep shouting critical on evidence that has expired', () => {
    expect(
      judge(except(observe('web.ready', 'critical', -1))).verdict.status,
    ).toBe('unknown');
  });

  it('is unknown when a claimed probe was never observed', () => {
    const { verdict } = judge(
      fine.filter(({ probe }) => probe !== 'web.ready'),
    );
    expect(verdict).toMatchObject({
      status: 'unknown',
      evidence: 'partial',
      decidedBy: 'web.ready',
    });
  });

  it('is partial, not unknown, when nobody claims a required probe', () => {
    const { verdict } = judge(fine, {
      planned: ['web.ready', 'gitops.sync', 'secrets.synced', 'web.reachable'],
      claimed: ['web.ready', 'gitops.sync', 'secrets.synced'],
    });
    expect(verdict).toMatchObject({
      status: 'ok',
      evidence: 'partial',
      coverage: { collected: 3, required: 4 },
    });
  });

  it('is unknown and missing when nothing has been observed', () => {
    expect(judge([]).verdict).toMatchObject({
      status: 'unknown',
      evidence: 'missing',
    });
    expect(judge([], { claimed: [] }).verdict.status).toBe('unknown');
  });

  it('counts a probe that does not apply neither way', () => {
    const { verdict, reassessAt } = judge(
      except(observe('web.ready', 'not-applicable', 5)),
    );
    expect(reassessAt).toBe(at(5));
    expect(verdict).toMatchObject({
      status: 'ok',
      evidence: 'fresh',
      coverage: { collected: 2, required: 2 },
    });
  });

  it('shows a near deadline as risk ahead without touching the verdict', () => {
    const certificate = {
      ...observe('ingress.certificate', 'ok'),
      deadline: at(6 * 24 * 3600),
    };
    const { verdict } = judge([...fine, certificate], {
      planned: [
        'web.ready',
        'gitops.sync',
        'secrets.synced',
        'ingress.certificate',
      ],
    });
    expect(verdict.status).toBe('ok');
    expect(verdict.riskAhead).toMatchObject([
      { probe: 'ingress.certificate', severity: 'critical' },
    ]);
  });

  it('is green only if every required and claimed probe that applies is fresh and ok', () => {
    const anyObservation = fc
      .record({
        probe: fc.constantFrom(...PROBE_IDS),
        status: fc.constantFrom(...OBSERVED_STATUSES),
        expiresIn: fc.integer({ min: -600, max: 600 }),
      })
      .map(({ probe, status, expiresIn }) => observe(probe, status, expiresIn));
    fc.assert(
      fc.property(
        fc.uniqueArray(anyObservation, { selector: ({ probe }) => probe }),
        fc.subarray(PROBE_IDS),
        fc.subarray(PROBE_IDS),
        fc.constantFrom<Tier>(1, 2, 3, 4),
        (observations, planned, claimed, tier) => {
          const { verdict } = judge(observations, { planned, claimed, tier });
          if (verdict.status !== 'ok') return;
          const needed = planned.filter(
            probe => claimed.includes(probe) && isRequired(probe, tier),
          );
          expect(needed.length).toBeGreaterThan(0);
          for (const probe of needed) {
            const found = observations.find(other => other.probe === probe);
            expect(['ok', 'not-applicable']).toContain(found?.status);
            expect(found!.expiresAt > now.toISOString()).toBe(true);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
