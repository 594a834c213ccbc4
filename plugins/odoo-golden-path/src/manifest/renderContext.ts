import {
  EnvironmentRef,
  EnvironmentSpec,
  Placement,
  Plan,
  Platform,
  ReleaseDocument,
  TierPolicy,
  environmentName,
  environmentNamespace,
} from '@plumbline/plugin-odoo-common';
import { planEnvironment } from '../plan';
import { DatabasePlace, databasePlaceOf } from './databasePlace';
import { environmentLabels } from './labels';
import { ObjectContext } from './objectContext';

export interface RenderInput {
  ref: EnvironmentRef;
  /** Checked by `checkSpec`. */
  spec: EnvironmentSpec;
  platform: Platform;
  release: ReleaseDocument;
  /** As the document has it; absent: created with this release. */
  upgrade?: Upgrade;
  placement: Placement;
}

/** What every component renders from; `name` is `<tenant>-<stage>`. */
export interface RenderContext extends RenderInput, ObjectContext {
  placement: Placement;
  plan: Plan;
  tier: TierPolicy;
  database: DatabasePlace;
}

/** @throws InputError when the placement names what the platform no longer has */
export function renderContextOf(input: RenderInput): RenderContext {
  const name = environmentName(input.ref);
  const namespace = environmentNamespace(input.ref);
  return {
    ...input,
    name,
    namespace,
    vault: name,
    labels: environmentLabels(input),
    plan: planEnvironment(input),
    tier: input.platform.tiers[input.spec.tier],
    database: databasePlaceOf(input, namespace),
  };
}
