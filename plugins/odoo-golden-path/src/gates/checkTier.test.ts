import { EnvironmentSpec, PlatformInput } from '@plumbline/plugin-odoo-common';
import {
  EXAMPLE_REF,
  examplePlatform,
  exampleSpec,
} from '../__testUtils__/examples';
import { planEnvironment } from '../plan';
import { checkTier } from './checkTier';

function check(
  overrides: Partial<EnvironmentSpec> = {},
  platformOverrides: Partial<PlatformInput> = {},
) {
  const platform = examplePlatform(platformOverrides);
  const spec = exampleSpec(overrides);
  const plan = planEnvironment({ ref: EXAMPLE_REF, spec, platform });
  return checkTier({ spec, platform, plan });
}

const titlesOf = ({ evidence }: ReturnType<typeof check>) =>
  evidence.map(({ title }) => title);
const failuresOf = ({ evidence }: ReturnType<typeof check>) =>
  evidence
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ title }) => title);

const { database } = examplePlatform();

describe('checkTier', () => {
  it('passes when everything that the tier promises can be kept', () => {
    const result = check();
    expect(result).toMatchObject({
      verdict: 'pass',
      summary: 'Tier 1 can be kept: a restore takes about 56 min',
    });
    expect(titlesOf(result)).not.toContain('Monthly archives');
  });

  it('says which archives are wanted and not made', () => {
    const result = check({}, { filestore: {} });
    expect(titlesOf(result)).toContain('Monthly archives');
  });

  it('fails when a database of this size takes longer to restore than the RTO allows', () => {
    const result = check({ data: { databaseGiB: 140, filestoreGiB: 10 } });
    expect(failuresOf(result)).toEqual(['RTO']);
    expect(result.summary).toContain('60 min promised');
    expect(result.summary).toContain('about 62 min');
  });

  it.each<[string, Partial<PlatformInput>, string[]]>([
    [
      'an RPO below the floor',
      { tiers: { 1: { rpo: 'PT1M' } } },
      ['RPO', 'Filestore'],
    ],
    [
      'immutability that outlives the retention',
      { tiers: { 1: { retentionDays: 10 } } },
      ['Retention and immutability'],
    ],
    [
      'a retention without a single backup',
      {
        tiers: {
          1: { retentionDays: 0, immutability: 'none', immutabilityDays: 0 },
        },
      },
      ['Retention'],
    ],
    [
      'a store that is not locked',
      { database: { ...database, backupStore: { immutability: 'unlocked' } } },
      ['Immutability'],
    ],
    [
      'a store that is locked for less long',
      { database: { ...database, backupStore: { immutabilityDays: 7 } } },
      ['Immutability'],
    ],
    [
      'a store in one region',
      { database: { ...database, backupStore: { replication: 'ZRS' } } },
      ['Replication'],
    ],
  ])('fails for %s', (_, platform, titles) => {
    const result = check({}, platform);
    expect(result.verdict).toBe('fail');
    expect(failuresOf(result)).toEqual(titles);
  });

  it('fails when backups have nowhere to go, or would leave the residency', () => {
    expect(failuresOf(check({ recoveryRegion: undefined }))).toEqual([
      'Recovery region',
    ]);
    expect(failuresOf(check({ residency: ['northeurope'] }))).toEqual([
      'Residency of backups',
    ]);
  });

  it('fails when an update asks for a region in which the environment is not', () => {
    const platform = examplePlatform();
    const spec = exampleSpec({
      region: 'westeurope',
      recoveryRegion: 'northeurope',
    });
    const plan = planEnvironment({
      ref: EXAMPLE_REF,
      spec,
      platform,
      placement: { cluster: 'aks-north-1', databaseServer: 'own' },
    });
    const result = checkTier({ spec, platform, plan });
    expect(failuresOf(result)).toEqual(['Region']);
    expect(result.summary).toContain('on aks-north-1 in northeurope');
  });

  it('promises nothing for a tier without backups, and fails if the tier does', () => {
    expect(check({ tier: 4 })).toMatchObject({
      verdict: 'pass',
      summary: 'Tier 4 promises no recovery',
    });
    expect(
      check({ tier: 4 }, { tiers: { 4: { rpo: 'PT24H' } } }),
    ).toMatchObject({
      verdict: 'fail',
      summary: 'Backups: none, yet the tier promises an RPO',
    });
  });
});
