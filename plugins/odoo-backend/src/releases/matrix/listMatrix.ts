import {
  Matrix,
  MatrixQuery,
  MatrixRow,
  STAGES,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ringStatistics } from '../statistics';
import { FleetOptions, fleet, outcomeExpression, whereMatrix } from './fleet';
import { readCells } from './readCells';
import { ringExpression } from '../ringExpression';

export interface MatrixPage extends Omit<Matrix, 'nextCursor'> {
  /** Tenant after which the next page begins. */
  next?: string;
}

/** One page of tenants by name with all their environments, and what all that the caller may read has: a fixed number of statements. */
export async function listMatrix(
  knex: Knex,
  query: MatrixQuery,
  options: FleetOptions & { after?: string },
): Promise<MatrixPage> {
  const matching = () =>
    whereMatrix(fleet(knex, options), knex, query, options);
  const [{ count }] = await matching().countDistinct({ count: 'e.tenant' });
  const tenants: string[] = await matching()
    .modify(page => {
      if (options.after) page.where('e.tenant', '>', options.after);
    })
    .distinct('e.tenant')
    .orderBy('e.tenant')
    .limit(query.limit + 1)
    .pluck('e.tenant');
  const shown = tenants.slice(0, query.limit);
  const cells = await readCells(knex, shown, options);
  return {
    items: shown.map(
      (tenant): MatrixRow => ({ tenant, cells: cells.get(tenant) ?? [] }),
    ),
    total: Number(count),
    next: tenants.length > query.limit ? shown.at(-1) : undefined,
    ...(await summary(knex, options)),
  };
}

interface CountRow {
  stage_rank: number;
  version: string;
  rank: string;
  ring: string | null;
  outcome: string;
  /** 64 bit: a string in PostgreSQL. */
  count: string | number;
}

const sum = (rows: readonly CountRow[]): number =>
  rows.reduce((total, { count }) => total + Number(count), 0);

async function summary(
  knex: Knex,
  options: FleetOptions,
): Promise<Pick<Matrix, 'stages' | 'releases' | 'rings'>> {
  const rows: CountRow[] = await fleet(knex, options)
    .select(
      'e.stage_rank',
      'e.release_version as version',
      'e.release_rank as rank',
      knex.raw('? as ring', [ringExpression(knex, options.rings)]),
      knex.raw('? as outcome', [outcomeExpression(knex)]),
    )
    .count({ count: '*' })
    .groupByRaw('1, 2, 3, 4, 5');
  const ranks = new Map(rows.map(({ version, rank }) => [version, rank]));
  const versions = [...ranks].sort(([, a], [, b]) => (a < b ? 1 : -1));
  const statistics = await ringStatistics(knex, options);
  return {
    stages: STAGES.filter((_, rank) =>
      rows.some(({ stage_rank }) => stage_rank === rank),
    ),
    releases: versions.map(([version]) => {
      const of = rows.filter(row => row.version === version);
      return {
        version,
        environments: sum(of),
        verified: sum(of.filter(({ outcome }) => outcome === 'verified')),
        failed: sum(of.filter(({ outcome }) => outcome === 'failed')),
      };
    }),
    rings: options.rings.map(({ name, title }) => ({
      name,
      title,
      environments: sum(rows.filter(({ ring }) => ring === name)),
      ...statistics.get(name),
    })),
  };
}
