import {
  EnvironmentRef,
  Platform,
  environmentRefSchema,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { fromRow } from '../../change/store/changeRow';
import { ChangeRow } from '../../change/store/tables';

/** An environment that an approved creation brings, or a cancelled decommission brings back. */
export interface ComingEnvironment {
  ref: EnvironmentRef;
  cluster: string;
  /** Whether its tier keeps freezes. */
  keeps: boolean;
}

/**
 * What is about to be created: its cluster is told of it before the commit that brings it, because a controller refuses
 * for minutes what is in a project that it does not know.
 */
export async function comingEnvironments(
  knex: Knex,
  { tiers }: Pick<Platform, 'tiers'>,
): Promise<ComingEnvironment[]> {
  const rows = await knex<ChangeRow>('changes')
    .whereIn('kind', ['create', 'decommission'])
    .whereIn('state', ['approved', 'reconciling'])
    .select('document', 'version');
  return rows.flatMap(row => {
    const { record } = fromRow(row);
    const { environment, kind, conclusion, placement, spec } = record;
    const comes = kind === 'create' || conclusion?.outcome === 'cancelled';
    if (!comes) return [];
    return {
      ref: environmentRefSchema.parse(environment),
      cluster: placement.cluster,
      keeps: tiers[spec.tier].changeWindow === 'enforced',
    };
  });
}
