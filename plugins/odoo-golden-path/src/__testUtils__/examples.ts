import {
  EnvironmentRef,
  EnvironmentSpec,
  Platform,
  PlatformInput,
  ReleaseDocument,
} from '@plumbline/plugin-odoo-common';
import {
  platformOf,
  releaseOf,
  specOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { RenderInput } from '../manifest/renderContext';
import { planEnvironment } from '../plan';

/** Two regions, one cluster in the first and two in the second. */
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
        capacity: { cpu: 32, memoryGiB: 256 },
      },
      {
        name: 'aks-west-2',
        region: 'westeurope',
        capacity: { cpu: 64, memoryGiB: 512 },
      },
    ],
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
  return releaseOf(name, { schemaClass: 'additive' });
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
