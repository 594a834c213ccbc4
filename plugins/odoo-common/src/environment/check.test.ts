import { platformSchema } from '../platform/platform';
import { ReleaseDocument, SCHEMA_CLASSES } from '../release/release';
import { checkSpec } from './check';
import { environmentSpecSchema } from './spec';

const release = (
  name: string,
  schemaClass: (typeof SCHEMA_CLASSES)[number],
): ReleaseDocument => ({
  apiVersion: 'plumbline.dev/v1',
  kind: 'OdooRelease',
  metadata: { name },
  spec: {
    series: name.slice(0, 4),
    edition: 'construction',
    image: 'registry.example/odoo/construction',
    digest: `sha256:${'1'.repeat(64)}`,
    releasedAt: '2026-11-02T10:00:00.000Z',
    schemaClass,
    modules: [],
  },
});

const facts = {
  platform: platformSchema.parse({
    domains: ['harbour.example'],
    regions: [
      { name: 'northeurope', title: 'North', timeZone: 'Europe/Dublin' },
      { name: 'westeurope', title: 'West', timeZone: 'Europe/Amsterdam' },
      { name: 'uksouth', title: 'UK', timeZone: 'Europe/London' },
    ],
    clusters: [
      {
        name: 'aks-north-1',
        region: 'northeurope',
        capacity: { cpu: 100, memoryGiB: 400 },
      },
      {
        name: 'aks-west-1',
        region: 'westeurope',
        capacity: { cpu: 100, memoryGiB: 400 },
      },
    ],
    series: [
      { name: '18.0', supportEnds: '2027-10-31' },
      { name: '19.0', supportEnds: '2028-10-31' },
    ],
    gitops: { repoUrl: 'https://git.example/odoo.git' },
    database: {
      imageName: `ghcr.io/cloudnative-pg/postgresql@sha256:${'2'.repeat(64)}`,
    },
  }),
  releases: [
    release('18.0-2026.11.1', 'none'),
    release('18.0-2026.11.2', 'none'),
    release('18.0-2026.12.1', 'additive'),
    release('19.0-2026.11.1', 'none'),
  ],
  takenHostnames: new Map([
    ['erp.harbour.example', 'harbour-civil/production'],
  ]),
  now: new Date('2026-11-23T12:00:00Z'),
};

const spec = environmentSpecSchema.parse({
  goldenPath: '1.0',
  owner: 'group:default/harbour-rail-erp',
  legalEntities: [
    { id: 'rail', timeZone: 'Europe/Dublin', calendar: 'harbour-rail' },
  ],
  businessServices: ['finance'],
  tenancy: 'dedicated',
  tier: 2,
  region: 'northeurope',
  recoveryRegion: 'westeurope',
  residency: ['northeurope', 'westeurope'],
  odoo: { series: '18.0', release: '18.0-2026.11.1', edition: 'construction' },
  users: { named: 50 },
  data: { databaseGiB: 20, filestoreGiB: 50 },
  database: { kind: 'cloudnative-pg' },
  hostnames: ['rail.harbour.example'],
  schedule: 'always',
  expires: 'never',
  integrations: [],
});

const check = (
  change: Partial<typeof spec>,
  stage: 'staging' | 'production' = 'staging',
  previous?: typeof spec,
) =>
  checkSpec(
    { tenant: 'harbour-rail', stage },
    { ...spec, ...change },
    { ...facts, previous },
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
      { hostnames: ['erp.harbour.example'] },
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

  it('keeps production awake, lasting, and restorable', () => {
    expect(
      check(
        { tier: 4, schedule: 'office-hours', expires: '2027-01-01' },
        'production',
      ),
    ).toEqual(['spec.tier', 'spec.schedule', 'spec.expires']);
  });

  it('refuses a successor that loses data or migrates under live users', () => {
    expect(
      check(
        {
          region: 'westeurope',
          recoveryRegion: 'northeurope',
          data: { databaseGiB: 10, filestoreGiB: 40 },
          odoo: { ...spec.odoo, release: '18.0-2026.12.1' },
        },
        'staging',
        spec,
      ),
    ).toEqual([
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
    expect(
      check(
        { odoo: { ...spec.odoo, release: '18.0-2026.11.2' } },
        'staging',
        spec,
      ),
    ).toEqual([]);
  });
});
