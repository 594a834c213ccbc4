import {
  EnvironmentRef,
  EnvironmentSpec,
  Platform,
  PlatformInput,
  ReleaseDocument,
  platformSchema,
} from '@plumbline/plugin-odoo-common';
import { RenderInput } from '../manifest/renderContext';
import { planEnvironment } from '../plan';

/** Two regions, one cluster in the first and two in the second. */
export function examplePlatform(
  overrides: Partial<PlatformInput> = {},
): Platform {
  return platformSchema.parse({
    domains: ['example'],
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
        capacity: { cpu: 64, memoryGiB: 512 },
      },
      {
        name: 'aks-west-1',
        region: 'westeurope',
        capacity: { cpu: 32, memoryGiB: 256 },
      },
      {
        name: 'aks-west-2',
        region: 'westeurope',
        capacity: { cpu: 64, memoryGiB: 512 },
      },
    ],
    series: [{ name: '18.0', supportEnds: '2027-10-01' }],
    gitops: { repoUrl: 'https://git.example/environments.git' },
    database: {
      imageName: `ghcr.io/cloudnative-pg/postgresql@sha256:${'a'.repeat(64)}`,
    },
    ...overrides,
  });
}

export const EXAMPLE_REF: EnvironmentRef = {
  tenant: 'harbour-civil',
  stage: 'production',
};

/** The spec of the design document, on CloudNativePG. */
export function exampleSpec(
  overrides: Partial<EnvironmentSpec> = {},
): EnvironmentSpec {
  return {
    goldenPath: '1.0',
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
    hostnames: ['erp.harbour-civil.example'],
    schedule: 'always',
    expires: 'never',
    integrations: [],
    ...overrides,
  };
}

export function exampleRelease(name = '18.0-2026.11.1'): ReleaseDocument {
  return {
    apiVersion: 'plumbline.dev/v1',
    kind: 'OdooRelease',
    metadata: { name },
    spec: {
      series: '18.0',
      edition: 'construction',
      image: 'registry.example/odoo/construction',
      digest: `sha256:${'b'.repeat(64)}`,
      releasedAt: '2026-11-02T08:00:00Z',
      schemaClass: 'additive',
      modules: [],
    },
  };
}

/** Input of the renderer for a spec, placed by its plan. */
export function renderInputFor(
  spec: EnvironmentSpec = exampleSpec(),
  ref: EnvironmentRef = EXAMPLE_REF,
  platform: Platform = examplePlatform(),
): RenderInput {
  const { placement } = planEnvironment({ ref, spec, platform });
  return {
    ref,
    spec,
    platform,
    placement,
    release: exampleRelease(spec.odoo.release),
  };
}
