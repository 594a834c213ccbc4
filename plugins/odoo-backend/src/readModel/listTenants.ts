import { Choices } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ReadableEnvironments, whereReadable } from './environmentFilters';
import { EnvironmentRow } from './tables';

type TenantColumns = Pick<EnvironmentRow, 'tenant' | 'owner' | 'stage'>;

/** The tenants of the environments that the caller may read, with the stages that each has. */
export async function listTenants(
  knex: Knex,
  readable: ReadableEnvironments,
): Promise<Choices['tenants']> {
  const rows: TenantColumns[] = await whereReadable(
    knex('environments as e'),
    readable,
  )
    .orderBy('e.tenant')
    .orderBy('e.stage_rank')
    .select('e.tenant', 'e.owner', 'e.stage');
  const tenants = new Map<string, Choices['tenants'][number]>();
  for (const { tenant, owner, stage } of rows) {
    const known = tenants.get(tenant) ?? { name: tenant, owner, stages: [] };
    // The owner of the latest stage is the tenant's: production decides where they differ.
    tenants.set(tenant, { ...known, owner, stages: [...known.stages, stage] });
  }
  return [...tenants.values()];
}
