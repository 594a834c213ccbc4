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

export interface RenderInput {
  ref: EnvironmentRef;
  /** Checked by `checkSpec`. */
  spec: EnvironmentSpec;
  platform: Platform;
  release: ReleaseDocument;
  placement: Placement;
}

/** What every component renders from. */
export interface RenderContext extends RenderInput {
  /** `<tenant>-<stage>` */
  name: string;
  namespace: string;
  plan: Plan;
  tier: TierPolicy;
}

export function renderContextOf(input: RenderInput): RenderContext {
  return {
    ...input,
    name: environmentName(input.ref),
    namespace: environmentNamespace(input.ref),
    plan: planEnvironment(input),
    tier: input.platform.tiers[input.spec.tier],
  };
}
