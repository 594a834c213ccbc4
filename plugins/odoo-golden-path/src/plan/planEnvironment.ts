import {
  EnvironmentRef,
  EnvironmentSpec,
  Placement,
  Plan,
  Platform,
} from '@plumbline/plugin-odoo-common';
import { restoreMinutes } from './backups';
import { monthlyCost } from './cost';
import { sizeDatabase } from './databaseSize';
import { ClusterLoad, choosePlacement } from './placement';
import { sizeOdoo } from './sizing';
import { totalsOf } from './totals';

export interface PlanInput {
  ref: EnvironmentRef;
  /** Checked by `checkSpec`. */
  spec: EnvironmentSpec;
  platform: Platform;
  /** Of an environment that exists: kept as it is. */
  placement?: Placement;
  load?: readonly ClusterLoad[];
}

/**
 * Everything that follows from a spec on this platform: sizes, placement, recovery and cost.
 * @throws InputError when the region has no cluster
 */
export function planEnvironment(input: PlanInput): Plan {
  const { spec, platform } = input;
  const tier = platform.tiers[spec.tier];
  const odoo = sizeOdoo(spec.users.named, spec.tier, platform);
  const database = sizeDatabase(spec, odoo, platform);
  return {
    placement: input.placement ?? choosePlacement(spec, platform, input.load),
    workersPerPod: odoo.workersPerPod,
    web: odoo.web,
    websocket: odoo.websocket,
    cron: odoo.cron,
    database,
    totals: totalsOf(odoo, database, tier, platform),
    recovery: {
      tier: spec.tier,
      rto: tier.rto,
      rpo: tier.rpo,
      retentionDays: tier.retentionDays,
      immutability:
        tier.immutability === 'none'
          ? 'none'
          : `${tier.immutability}, ${tier.immutabilityDays} days`,
      replication: tier.storageReplication,
      restoreTest: tier.restoreTest,
      restoreMinutes: restoreMinutes(spec.data.databaseGiB, platform.sizing),
    },
    monthlyCost: monthlyCost(spec, odoo, database, platform),
  };
}
