import { EnvironmentResource } from '@plumbline/plugin-odoo-node';
import { environmentRefSchema } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { EnvironmentRow } from './tables';

/** What an environment that does not exist yet is judged by, as the golden path would complete it. */
const NEW_ENVIRONMENT_TIER = 3;

type ResourceColumns = Pick<
  EnvironmentRow,
  'ref' | 'tenant' | 'stage' | 'stage_rank' | 'tier' | 'owner'
>;

/**
 * What permission rules see, by `<tenant>/<stage>`.
 *
 * An environment that does not exist yet is a resource too: a proposal to create it is authorised on its
 * reference. It belongs to the owner of the tenant's other environments, or, for a new tenant, to
 * `group:default/<tenant>-erp`, the owner that the golden path would give it. So a caller who owns nothing of
 * a tenant cannot take its next stage, and claiming a free tenant name needs membership of its group.
 */
export async function readResources(
  knex: Knex,
  refs: readonly string[],
): Promise<(EnvironmentResource | undefined)[]> {
  const parsed = refs.map(ref => environmentRefSchema.safeParse(ref).data);
  const tenants = new Set(parsed.flatMap(ref => ref?.tenant ?? []));
  const rows: ResourceColumns[] = await knex<EnvironmentRow>('environments')
    .whereIn('tenant', [...tenants])
    .orderBy('stage_rank')
    .select('ref', 'tenant', 'stage', 'stage_rank', 'tier', 'owner');
  const byRef = new Map(rows.map(row => [row.ref, row]));
  const ownerOf = new Map(rows.map(({ tenant, owner }) => [tenant, owner]));

  return parsed.map((ref, index) => {
    if (!ref) return undefined;
    const row = byRef.get(refs[index]);
    return {
      ref: refs[index],
      tenant: ref.tenant,
      stage: ref.stage,
      tier: row?.tier ?? NEW_ENVIRONMENT_TIER,
      owner:
        row?.owner ??
        ownerOf.get(ref.tenant) ??
        `group:default/${ref.tenant}-erp`,
    };
  });
}
