import { PROBES, ProbeId } from '../../probes/probes';
import { Observation } from '../observation';
import { RiskFacts } from './RiskFacts';
import { risksAhead } from './risksAhead';

const now = new Date('2026-11-23T12:00:00.000Z');
const inDays = (days: number) =>
  new Date(now.getTime() + days * 86_400_000).toISOString();
const OWNER = 'group:default/harbour-civil-erp';
const TEAM = 'group:default/platform-engineers';

const facts = (change: Partial<RiskFacts> = {}): RiskFacts => ({
  owner: OWNER,
  platformTeam: TEAM,
  ...change,
});
const observed = (probe: ProbeId, deadline: string): Observation => ({
  probe,
  area: PROBES[probe].area,
  status: 'ok',
  observedAt: inDays(0),
  expiresAt: inDays(0.01),
  deadline,
  source: { collector: 'kubernetes', scope: 'aks-north-1' },
  summary: `${probe} in words`,
});
const recovery = (
  change: Partial<NonNullable<RiskFacts['recovery']>> = {},
): Partial<RiskFacts> => ({
  recovery: {
    band: 'good',
    score: 90,
    weakestLink: 'the drill',
    testDueAt: inDays(40),
    ...change,
  },
});

describe('risksAhead', () => {
  it.each([
    ['ingress.certificate', 21, undefined, OWNER],
    ['ingress.certificate', 20.9, 'warning', OWNER],
    ['ingress.certificate', 6.9, 'critical', OWNER],
    ['ingress.certificate', -1, 'critical', OWNER],
    ['secrets.synced', 29, 'warning', OWNER],
    ['secrets.synced', 6, 'critical', OWNER],
    ['cluster.version', 91, undefined, TEAM],
    ['cluster.version', 89, 'warning', TEAM],
    ['cluster.version', 29, 'critical', TEAM],
  ] as const)('%s with %d days left: %s', (probe, days, severity, owner) => {
    const risks = risksAhead([observed(probe, inDays(days))], facts(), now);
    const wanted = { probe, severity, owner, due: inDays(days) };
    expect(risks).toMatchObject(severity === undefined ? [] : [wanted]);
  });

  it.each<[string, Partial<RiskFacts>, object | undefined]>([
    ['expires in a month', { expires: '2026-12-24' }, undefined],
    [
      'expires soon',
      { expires: '2026-12-20' },
      {
        kind: 'expiry',
        severity: 'warning',
        owner: OWNER,
        summary: 'The environment expires on 2026-12-20',
        action: expect.objectContaining({ template: 'odoo-expiry' }),
      },
    ],
    [
      'has expired',
      { expires: '2026-11-01' },
      {
        severity: 'critical',
        summary: 'The environment has been expired since 2026-11-01',
      },
    ],
    [
      'is on a series that is supported for years',
      { series: { name: '19.0', supportEnds: '2028-10-31' } },
      undefined,
    ],
    [
      'is on a series whose support ends in four months',
      { series: { name: '18.0', supportEnds: '2027-03-31' } },
      {
        kind: 'odoo-support',
        severity: 'warning',
        due: '2027-03-31T23:59:59.999Z',
        summary: 'Support of Odoo 18.0 ends on 2027-03-31',
      },
    ],
    [
      'is on a series without support',
      { series: { name: '16.0', supportEnds: '2025-10-31' } },
      {
        severity: 'critical',
        summary: 'Support of Odoo 16.0 ended on 2025-10-31',
      },
    ],
    [
      'is on a PostgreSQL whose support ends',
      { databaseSupportEnds: '2026-12-01' },
      { kind: 'database-support', severity: 'critical', owner: TEAM },
    ],
    ['can be recovered', recovery(), undefined],
    [
      'is below its target',
      recovery({ band: 'fair', score: 61.6 }),
      {
        kind: 'recovery',
        severity: 'warning',
        due: '2026-11-23T00:00:00.000Z',
        summary: 'Recovery readiness is 62 of 100, below 80: the drill',
      },
    ],
    [
      'can hardly be recovered',
      recovery({ band: 'poor', score: 20 }),
      { kind: 'recovery', severity: 'critical' },
    ],
    [
      'is recoverable for all we know',
      recovery({ band: 'unknown', score: 0 }),
      {
        kind: 'recovery',
        severity: 'warning',
        summary: 'Whether it can be restored is not known',
      },
    ],
    [
      'needs no recovery',
      recovery({ band: 'not-applicable', score: null, testDueAt: inDays(-1) }),
      undefined,
    ],
    [
      'has a restore test due soon',
      recovery({ testDueAt: inDays(13) }),
      {
        kind: 'restore-test',
        severity: 'warning',
        due: inDays(13),
        action: expect.objectContaining({ template: 'odoo-restore-test' }),
      },
    ],
    [
      'has a restore test overdue',
      recovery({ testDueAt: inDays(-2) }),
      {
        kind: 'restore-test',
        severity: 'critical',
        summary: 'A restore test has been due since 2026-11-21',
      },
    ],
  ])('an environment that %s', (_, change, risk) => {
    expect(risksAhead([], facts(change), now)).toMatchObject(
      risk ? [risk] : [],
    );
  });

  it('puts the nearest first', () => {
    const risks = risksAhead(
      [
        observed('secrets.synced', inDays(20)),
        observed('ingress.certificate', inDays(3)),
      ],
      facts({ expires: '2026-12-01', ...recovery({ testDueAt: inDays(-5) }) }),
      now,
    );
    expect(risks.map(({ kind }) => kind)).toEqual([
      'restore-test',
      'certificate',
      'expiry',
      'secret',
    ]);
  });
});
