import { platformInputOf, platformOf, releaseOf, specOf } from '../testUtils';
import { checkSpec } from './check';

const facts = {
  platform: platformOf({
    regions: [
      ...platformInputOf().regions,
      { name: 'uksouth', title: 'UK', timeZone: 'Europe/London' },
    ],
    series: [
      { name: '18.0', supportEnds: '2027-10-31' },
      { name: '19.0', supportEnds: '2028-10-31' },
    ],
  }),
  releases: [
    releaseOf('18.0-2026.11.1', { schemaClass: 'none' }),
    releaseOf('18.0-2026.11.2', { schemaClass: 'none' }),
    releaseOf('18.0-2026.12.1', { schemaClass: 'additive' }),
    releaseOf('19.0-2026.11.1', { schemaClass: 'none' }),
  ],
  takenHostnames: new Map([['erp.odoo.example', 'harbour-civil/production']]),
  now: new Date('2026-11-23T12:00:00Z'),
};

const spec = specOf({ tier: 2, hostnames: ['rail.odoo.example'] });

const check = (
  change: Partial<typeof spec>,
  stage: 'staging' | 'production' = 'staging',
  previous?: typeof spec,
  movesRelease = false,
) =>
  checkSpec(
    { tenant: 'harbour-rail', stage },
    { ...spec, ...change },
    { ...facts, previous, movesRelease },
  ).map(({ path }) => path);

describe('checkSpec', () => {
  it('accepts a sound spec, and the same one as its own successor', () => {
    expect(check({}, 'production')).toEqual([]);
    expect(check({}, 'production', spec)).toEqual([]);
  });

  it.each([
    ['tenancy', { tenancy: 'shared' as const }, ['spec.tenancy']],
    [
      'database service',
      { database: { kind: 'flexible-server' as const } },
      ['spec.database.kind'],
    ],
    ['golden path', { goldenPath: '0.9' }, ['spec.goldenPath']],
    [
      'region',
      { region: 'mars', residency: ['mars'] },
      ['spec.region', 'spec.residency.0', 'spec.residency'],
    ],
    [
      'region without a cluster',
      { region: 'uksouth', residency: ['uksouth', 'westeurope'] },
      ['spec.region'],
    ],
    [
      'recovery in the same region',
      { recoveryRegion: 'northeurope' },
      ['spec.recoveryRegion'],
    ],
    [
      'no recovery region at tier 2',
      { recoveryRegion: undefined },
      ['spec.recoveryRegion'],
    ],
    [
      'data that leaves its residency',
      { residency: ['northeurope'] },
      ['spec.residency'],
    ],
    [
      'release of another series',
      { odoo: { ...spec.odoo, release: '19.0-2026.11.1' } },
      ['spec.odoo.release'],
    ],
    [
      'host name of another environment',
      { hostnames: ['erp.odoo.example'] },
      ['spec.hostnames.0'],
    ],
    [
      'host name outside the domains',
      { hostnames: ['rail.example.com'] },
      ['spec.hostnames.0'],
    ],
    ['expiry in the past', { expires: '2026-11-23' }, ['spec.expires']],
  ])('names the field of a wrong %s', (_, change, paths) => {
    expect(check(change)).toEqual(paths);
  });

  it('lets what is past its day be changed, and only the day itself not into the past', () => {
    const past = { ...spec, expires: '2026-11-20' };
    expect(check({ expires: '2026-11-20' }, 'staging', past)).toEqual([]);
    expect(check({ expires: '2026-11-21' }, 'staging', past)).toEqual([
      'spec.expires',
    ]);
  });

  it('keeps production awake, lasting, and restorable', () => {
    expect(
      check(
        { tier: 4, schedule: 'office-hours', expires: '2027-01-01' },
        'production',
      ),
    ).toEqual(['spec.tier', 'spec.schedule', 'spec.expires']);
  });

  it('copies what it can restore and hold, and stays the copy that it is', () => {
    const source = specOf({
      odoo: { ...spec.odoo, edition: 'retail' },
      data: { databaseGiB: 500, filestoreGiB: 500 },
    });
    const copy = (
      copyOf: typeof spec.copyOf,
      change: Partial<typeof spec> = {},
      previous?: typeof spec,
    ) =>
      checkSpec(
        { tenant: 'harbour-rail', stage: 'staging' },
        { ...spec, ...change, copyOf },
        {
          ...facts,
          previous,
          environments: new Map([
            ['harbour-civil/production', { spec: source }],
            ['harbour-civil/staging', { spec }],
            ['harbour-civil/dev', { spec: { ...spec, tenancy: 'hybrid' } }],
          ]),
        },
      ).map(({ path }) => path);
    const twin = { environment: 'harbour-civil/staging' };
    expect(copy(twin)).toEqual([]);
    expect(copy({ ...twin, at: '2026-11-23T11:59:00Z' })).toEqual([]);
    expect(copy({ ...twin, at: '2026-11-23T12:01:00Z' })).toEqual([
      'spec.copyOf.at',
    ]);
    for (const environment of [
      'nobody/production',
      'harbour-rail/staging',
      'harbour-civil/dev',
    ]) {
      expect(copy({ environment })).toEqual(['spec.copyOf.environment']);
    }
    expect(copy({ environment: 'harbour-civil/production' })).toEqual([
      'spec.odoo.edition',
      'spec.data.databaseGiB',
      'spec.data.filestoreGiB',
    ]);
    expect(copy(twin, { database: { kind: 'flexible-server' } })).toContain(
      'spec.database.kind',
    );
    const gone = { environment: 'gone/production' };
    expect(copy(gone, {}, { ...spec, copyOf: gone })).toEqual([]);
    expect(copy(undefined, {}, { ...spec, copyOf: gone })).toEqual([
      'spec.copyOf',
    ]);
    expect(copy(gone, {}, spec)).toEqual(['spec.copyOf']);
  });

  it('may stop every environment, production too', () => {
    expect(check({ schedule: 'stopped' }, 'production')).toEqual([]);
  });

  it('refuses a successor that loses data or runs older code on a newer schema, whatever kind of change it is', () => {
    const lossy = (movesRelease: boolean) =>
      check(
        {
          region: 'westeurope',
          recoveryRegion: 'northeurope',
          data: { databaseGiB: 10, filestoreGiB: 40 },
          odoo: { ...spec.odoo, release: '18.0-2026.11.1' },
        },
        'staging',
        { ...spec, odoo: { ...spec.odoo, release: '18.0-2026.12.1' } },
        movesRelease,
      );
    expect(lossy(false)).toEqual(lossy(true));
    expect(lossy(true)).toEqual([
      'spec.data.databaseGiB',
      'spec.data.filestoreGiB',
      'spec.region',
      'spec.odoo.release',
    ]);
    expect(
      check(
        {
          odoo: {
            ...spec.odoo,
            series: '19.0',
            release: '19.0-2026.11.1',
          },
        },
        'staging',
        spec,
      ),
    ).toEqual(['spec.odoo.series']);
    const newer = { odoo: { ...spec.odoo, release: '18.0-2026.11.2' } };
    expect(check(newer, 'staging', spec, true)).toEqual([]);
    expect(check(newer, 'staging', spec)).toEqual(['spec.odoo.release']);
  });
});
