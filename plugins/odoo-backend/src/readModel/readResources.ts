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
 * Whoever asks the permission framework about an environment that does not exist yet gets an answer too: it
 * belongs to the owner of the tenant's other environments, or, for a new tenant, to
 * `group:default/<tenant>-erp`. A proposal to create it names its owner and is judged by that as well
 * (`concernedResources`).
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
