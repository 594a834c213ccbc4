import { EnvironmentSpec, PlatformInput } from '@plumbline/plugin-odoo-common';
import { sharedServerOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  EXAMPLE_REF,
  examplePlatform,
  exampleRelease,
  exampleSpec,
} from '../__testUtils__/examples';
import { planEnvironment } from '../plan';
import { renderEnvironment } from '../render/renderEnvironment';
import { checkQuota } from './checkQuota';
import { checkTier } from './checkTier';
import { GateCheck } from './gateCheck';

const MANAGED = { database: { kind: 'flexible-server' as const } };
const SHARED = { tenancy: 'shared' as const };
const { database } = examplePlatform();

interface Case {
  spec: Partial<EnvironmentSpec>;
  platform?: Partial<PlatformInput>;
  server?: string;
}

function planned({ spec: change, platform: overrides, server }: Case) {
  const platform = examplePlatform(overrides);
  const spec = exampleSpec(change);
  const placement = server
    ? { cluster: 'aks-north-1', databaseServer: server }
    : undefined;
  const input = { ref: EXAMPLE_REF, spec, platform, placement };
  return { ...input, plan: planEnvironment(input) };
}

const failuresOf = ({ evidence }: GateCheck) =>
  evidence
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ title }) => title);
const noteOf = ({ evidence }: GateCheck, title: string) =>
  evidence.find(note => note.title === title)?.detail;

const servers = (...list: Parameters<typeof sharedServerOf>[0][]) => ({
  database: { ...database, servers: list.map(sharedServerOf) },
});

describe('the gate tier', () => {
  it('counts what Azure gives for a Flexible Server, and says what nobody can test', () => {
    const check = checkTier(planned({ spec: MANAGED }));
    expect(check.verdict).toBe('pass');
    expect(noteOf(check, 'RPO')).toContain('WAL archiving gives 5 min');
    expect(noteOf(check, 'Restore test')).toContain(
      'monthly wanted, none is possible',
    );
  });

  it.each<[string, Case, string[]]>([
    [
      'backups that anybody may delete together with the server',
      {
        spec: MANAGED,
        platform: {
          database: {
            ...database,
            flexibleServer: {
              ...database.flexibleServer!,
              backupVault: {},
            },
          },
        },
      },
      ['Immutability'],
    ],
    [
      'a retention longer than Azure keeps',
      { spec: MANAGED, platform: { tiers: { 1: { retentionDays: 90 } } } },
      ['Retention'],
    ],
    [
      'an environment stricter than its server is built for',
      {
        spec: { ...SHARED, tier: 2 },
        platform: servers({ tier: 3, storageGiB: 720 }),
        server: 'pg-north-1',
      },
      ['Database server'],
    ],
    [
      'a server that takes too long to come back as a whole',
      {
        spec: { ...SHARED, tier: 1 },
        platform: servers({ tier: 1, storageGiB: 4096 }),
      },
      ['RTO'],
    ],
  ])('fails for %s', (_, input, titles) => {
    const check = checkTier(planned(input));
    expect(failuresOf(check)).toEqual(titles);
  });
});

describe('the gate quota', () => {
  const check = (input: Case, others = 0) => {
    const { plan, spec, platform } = planned(input);
    const tenant = {
      tier: spec.tier,
      connections: plan.database.connections,
      databaseGiB: spec.data.databaseGiB,
    };
    return checkQuota({
      plan,
      platform,
      files: renderEnvironment({
        ref: EXAMPLE_REF,
        spec,
        platform,
        placement: plan.placement,
        release: exampleRelease(),
      }),
      neighbours: [],
      tenants: Array.from({ length: others + 1 }, (_, index) => ({
        ...tenant,
        environment: `tenant-${index}/production`,
      })),
      databaseGiB: spec.data.databaseGiB,
    });
  };

  it('sums the peaks and the data of everybody on a shared server', () => {
    const input = {
      spec: SHARED,
      platform: servers({ storageGiB: 4096, maxConnections: 600 }),
    };
    expect(failuresOf(check(input, 2))).toEqual([]);
    const full = check(input, 3);
    expect(failuresOf(full)).toEqual(['Database connections']);
    expect(full.summary).toContain('of 4 environments on pg-north-1');
    expect(failuresOf(check(input, 9))).toEqual([
      'Database connections',
      'Database storage',
    ]);
  });

  it('asks the cluster for nothing that runs elsewhere', () => {
    const own = planned({ spec: {} }).plan.totals;
    for (const spec of [MANAGED, SHARED]) {
      const { totals } = planned({ spec }).plan;
      expect(own.memoryGiB - totals.memoryGiB).toBeGreaterThan(100);
      expect(failuresOf(check({ spec }))).toEqual([]);
    }
  });

  it('fails when the data is more than the largest Flexible Server holds', () => {
    const large = { databaseGiB: 12_000, filestoreGiB: 10 };
    expect(failuresOf(check({ spec: { ...MANAGED, data: large } }))).toEqual([
      'Database storage',
    ]);
  });
});
