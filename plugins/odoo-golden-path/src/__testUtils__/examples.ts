import {
  EnvironmentRef,
  EnvironmentSpec,
  Platform,
  PlatformInput,
  ReleaseDocument,
  Upgrade,
} from '@plumbline/plugin-odoo-common';
import {
  flexibleServerOf,
  platformInputOf,
  platformOf,
  releaseOf,
  sharedServerOf,
  specOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { renderDatabaseServer } from '../databaseServer/renderDatabaseServer';
import { RenderedFile, renderEnvironment } from '../render/renderEnvironment';
import { RestoreTestInput } from '../restoreTest/restoreTestContext';
import { RenderInput } from '../manifest/renderContext';
import { planEnvironment } from '../plan';

/** Two regions, each with Flexible Servers and a shared server of each kind that holds any one environment. */
const exampleDatabase: PlatformInput['database'] = {
  ...platformInputOf().database,
  flexibleServer: flexibleServerOf(['northeurope', 'westeurope']),
  servers: (['north', 'west'] as const).flatMap(side =>
    (['cloudnative-pg', 'flexible-server'] as const).map(kind =>
      sharedServerOf({
        name: `${kind === 'cloudnative-pg' ? 'pg' : 'psql'}-${side}-1`,
        kind,
        region: `${side}europe`,
        cluster: `aks-${side}-1`,
        storageGiB: 65_536,
        maxConnections: 5_000,
      }),
    ),
  ),
};

/** Two regions: one cluster in the first, with Argo CD, and two in the second, where Flux applies the first. */
export function examplePlatform(
  overrides: Partial<PlatformInput> = {},
): Platform {
  return platformOf({
    domains: ['example'],
    clusters: [
      {
        name: 'aks-north-1',
        region: 'northeurope',
        capacity: { cpu: 64, memoryGiB: 512 },
      },
      {
        name: 'aks-west-1',
        region: 'westeurope',
        gitops: 'flux',
        capacity: { cpu: 32, memoryGiB: 256 },
      },
      {
        name: 'aks-west-2',
        region: 'westeurope',
        capacity: { cpu: 64, memoryGiB: 512 },
      },
    ],
    database: exampleDatabase,
    priorityClasses: { production: 'erp-production', other: 'erp-other' },
    filestore: {
      copyImage: `registry.example/rclone@sha256:${'e'.repeat(64)}`,
    },
    alerts: {},
    monitoring: {},
    restoreTest: {
      image: `registry.example/plumbline/restore-test@sha256:${'d'.repeat(64)}`,
      storeAddresses: ['10.20.4.5/32'],
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
  return specOf({ hostnames: ['erp.harbour-civil.example'], ...overrides });
}

export function exampleRelease(name?: string): ReleaseDocument {
  return releaseOf(name, {
    schemaClass: 'additive',
    modules: [
      { name: 'base', version: '18.0.1.3' },
      { name: 'queue_job', version: '18.0.2.1.0' },
    ],
  });
}

/** Input of the renderer for a spec, placed by its plan. */
export function renderInputFor(
  spec: EnvironmentSpec = exampleSpec(),
  ref: EnvironmentRef = EXAMPLE_REF,
  platform: Platform = examplePlatform(),
  upgrade?: Upgrade,
): RenderInput {
  const release = exampleRelease(spec.odoo.release);
  const { placement } = planEnvironment({ ref, spec, platform, release });
  return {
    ref,
    spec,
    platform,
    placement,
    release,
    upgrade,
  };
}

/** A restore test of the newest point of an environment. */
export function restoreTestInputFor(
  ...input: Parameters<typeof renderInputFor>
): RestoreTestInput {
  return {
    ...renderInputFor(...input),
    test: {
      id: '0f4d2c1e-5a52-4f0c-9f0e-3f8b1c2d4e5f',
      nonce: '0123456789abcdef0123456789abcdef',
      point: {
        backup: '20261121T013001',
        timeline: 1,
        segment: '000000010000000100000020',
        at: '2026-11-21T11:55:00.000Z',
        systemId: '7708150322908187512',
        lineage: 'odoo-db',
      },
    },
  };
}

/** The files of an environment, and with them those of the server that it shares, as its change carries them. */
export function filesFor(input: RenderInput): RenderedFile[] {
  const server = input.platform.database.servers.find(
    ({ name }) => name === input.placement.databaseServer,
  );
  return [
    ...(server
      ? renderDatabaseServer({ platform: input.platform, server })
      : []),
    ...renderEnvironment(input),
  ];
}
