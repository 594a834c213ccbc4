import { EnvironmentSpec, Plan, Platform } from '@plumbline/plugin-odoo-common';

export interface TierCheckInput {
  spec: EnvironmentSpec;
  platform: Platform;
  plan: Plan;
}
