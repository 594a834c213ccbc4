import {
  MonthlyCost,
  Placement,
  Plan,
  ReleaseDocument,
} from '@plumbline/plugin-odoo-common';
import { capacityGiBOf } from '../databaseServer/databaseServerLoad';
import { serverOfPlacement } from '../databaseServer/serverOfPlacement';
import { restoreMinutes } from './backups';
import { detachedCost, monthlyCost } from './cost';
import { sizeDatabase } from './databaseSize';
import { PlacementInput, choosePlacement } from './placement';
import { hasSince } from './since';
import { OdooSize, queuesJobs, sizeOdoo } from './sizing';
import { totalsOf } from './totals';

export interface PlanInput extends PlacementInput {
  /** Of an environment that exists: kept as it is. */
  placement?: Placement;
  /** By its modules the plan knows what else has to run; without one, nothing else. */
  release?: ReleaseDocument;
}

/**
 * Everything that follows from a spec on this platform: sizes, placement, recovery and cost.
 * @throws InputError when there is no place for it, or none like its placement
 */
export function planEnvironment(input: PlanInput): Plan {
  const { spec, platform } = input;
  const tier = platform.tiers[spec.tier];
  const odoo = odooSizeOf(input);
  const placement =
    input.placement ??
    choosePlacement(input, sizeDatabase(spec, odoo, platform));
  const server = serverOfPlacement(placement, spec, platform);
  const database = sizeDatabase(spec, odoo, platform, server);
  return {
    placement,
    workersPerPod: odoo.workersPerPod,
    web: odoo.web,
    websocket: odoo.websocket,
    cron: odoo.cron,
    queue: odoo.queue,
    database,
    totals: totalsOf(spec, { odoo, database }, platform),
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
      restoreMinutes: restoreMinutes(
        // A shared server comes back as a whole: however full it may be by then.
        server ? capacityGiBOf(server, platform) : spec.data.databaseGiB,
        platform.sizing,
      ),
    },
    monthlyCost: monthlyCost({ spec, odoo, database, server }, platform),
  };
}

/**
 * What an environment that exists goes on costing after a decommission.
 * @throws InputError when the platform knows the database server of its placement no more
 */
export function planDetached(
  input: PlanInput & { placement: Placement },
): MonthlyCost {
  const { spec, platform, placement } = input;
  const odoo = odooSizeOf(input);
  const server = serverOfPlacement(placement, spec, platform);
  const database = sizeDatabase(spec, odoo, platform, server);
  return detachedCost({ spec, odoo, database, server }, platform);
}

function odooSizeOf({ spec, platform, release }: PlanInput): OdooSize {
  return sizeOdoo(
    {
      named: spec.users.named,
      tier: spec.tier,
      queue: hasSince(spec, 'queue') && queuesJobs(release),
    },
    platform,
  );
}
