import { EnvironmentSpec } from '../environment/spec';
import { FlexibleServerInput, SharedServerInput } from '../platform/database';
import { Platform, PlatformInput, platformSchema } from '../platform/platform';
import { ReleaseDocument } from '../release/release';

/** `odoo.platform` of a small company: two regions with a cluster each. */
export function platformInputOf(
  change: Partial<PlatformInput> = {},
): PlatformInput {
  return {
    domains: ['odoo.example'],
    regions: [
      {
        name: 'northeurope',
        title: 'North Europe',
        timeZone: 'Europe/Dublin',
        pairedRegion: 'westeurope',
      },
      {
        name: 'westeurope',
        title: 'West Europe',
        timeZone: 'Europe/Amsterdam',
        pairedRegion: 'northeurope',
      },
    ],
    clusters: [
      {
        name: 'aks-north-1',
        region: 'northeurope',
        capacity: { cpu: 200, memoryGiB: 800 },
      },
      {
        name: 'aks-west-1',
        region: 'westeurope',
        capacity: { cpu: 200, memoryGiB: 800 },
      },
    ],
    series: [{ name: '18.0', supportEnds: '2028-10-31' }],
    gitops: { repoUrl: 'https://git.example/gitops.git' },
    database: {
      imageName: `ghcr.io/cloudnative-pg/postgresql@sha256:${'c'.repeat(64)}`,
    },
    ...change,
  };
}

export function platformOf(change: Partial<PlatformInput> = {}): Platform {
  return platformSchema.parse(platformInputOf(change));
}

/** A database server of `platformOf()` for environments of tier 1 and looser to share. */
export function sharedServerOf(
  change: Partial<SharedServerInput> = {},
): SharedServerInput {
  return {
    name: 'pg-north-1',
    kind: 'cloudnative-pg',
    region: 'northeurope',
    cluster: 'aks-north-1',
    tier: 1,
    instances: 3,
    cpu: 8,
    memoryGiB: 64,
    storageGiB: 4096,
    maxConnections: 2000,
    ...change,
  };
}

/** Flexible Servers in these regions. */
export function flexibleServerOf(
  regions: string[] = ['northeurope'],
): FlexibleServerInput {
  const subscription = '/subscriptions/00000000-0000-0000-0000-000000000001';
  return {
    networks: regions.map(region => ({
      region,
      resourceGroup: `${subscription}/resourceGroups/rg-odoo-${region}`,
      delegatedSubnet: `${subscription}/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-${region}/subnets/pg`,
      subnetAddresses: '10.40.8.0/24',
      privateDnsZone: `${subscription}/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/odoo.private.postgres.database.azure.com`,
    })),
    backupVault: { immutability: 'locked', immutabilityDays: 30 },
  };
}

/** The spec of a production environment of tier 1, valid on `platformOf()`. */
export function specOf(change: Partial<EnvironmentSpec> = {}): EnvironmentSpec {
  return {
    goldenPath: '1.1',
    owner: 'group:default/harbour-civil-erp',
    legalEntities: [
      {
        id: 'harbour-civil-ie',
        timeZone: 'Europe/Dublin',
        calendar: 'harbour-civil-ie',
      },
    ],
    businessServices: ['finance', 'payroll'],
    tenancy: 'dedicated',
    tier: 1,
    region: 'northeurope',
    recoveryRegion: 'westeurope',
    residency: ['northeurope', 'westeurope'],
    odoo: {
      series: '18.0',
      release: '18.0-2026.11.1',
      edition: 'construction',
    },
    users: { named: 250 },
    data: { databaseGiB: 120, filestoreGiB: 400 },
    database: { kind: 'cloudnative-pg' },
    hostnames: ['erp.harbour-civil.odoo.example'],
    schedule: 'always',
    expires: 'never',
    integrations: [],
    ...change,
  };
}

/** A release of its series by name, such as `18.0-2026.11.1`. */
export function releaseOf(
  name = '18.0-2026.11.1',
  change: Partial<ReleaseDocument['spec']> = {},
): ReleaseDocument {
  return {
    apiVersion: 'plumbline.dev/v1',
    kind: 'OdooRelease',
    metadata: { name },
    spec: {
      series: name.slice(0, 4),
      edition: 'construction',
      image: 'registry.example/odoo/construction',
      digest: `sha256:${'b'.repeat(64)}`,
      releasedAt: '2026-11-02T08:00:00Z',
      schemaClass: 'none',
      modules: [],
      ...change,
    },
  };
}
