import {
  SeriesUpgradeQuery,
  SeriesUpgradeSummary,
  judgeSteps,
  nextStep,
} from '@plumbline/plugin-odoo-common';
import { ReadableEnvironments, whereReadable } from '../readModel';
import { FactSources, readSeriesUpgradeFacts } from './readSeriesUpgradeFacts';
import { fromRow } from './SeriesUpgradeStore';
import { SeriesUpgradeRow } from './tables';

/** Where the next page begins: the newest first. */
export interface SeriesUpgradePosition {
  createdAt: string;
  id: string;
}

export interface SeriesUpgradePage {
  items: SeriesUpgradeSummary[];
  total: number;
  next?: SeriesUpgradePosition;
}

/** One page of those whose old environment the caller may read; of the others nothing is counted. */
export async function listSeriesUpgrades(
  sources: FactSources,
  query: SeriesUpgradeQuery,
  options: { readable: ReadableEnvironments; after?: SeriesUpgradePosition },
): Promise<SeriesUpgradePage> {
  const { readable, after } = options;
  const filtered = () => {
    const { knex } = sources;
    const rows = whereReadable(knex('series_upgrades as u'), readable, 'u');
    if (query.state) rows.where('u.state', query.state);
    if (query.environment) rows.where('u.environment', query.environment);
    return rows;
  };
  const [{ count }] = await filtered().count({ count: '*' });
  const page = filtered()
    .select('u.*')
    .orderBy([
      { column: 'u.created_at', order: 'desc' },
      { column: 'u.id', order: 'desc' },
    ])
    .limit(query.limit + 1);
  if (after) {
    const { createdAt, id } = after;
    page.where(inner =>
      inner
        .where('u.created_at', '<', createdAt)
        .orWhere(same =>
          same.where('u.created_at', createdAt).where('u.id', '<', id),
        ),
    );
  }
  const rows: SeriesUpgradeRow[] = await page;
  const shown = rows.slice(0, query.limit);
  const upgrades = shown.map(row => fromRow(row).upgrade);
  const facts = await readSeriesUpgradeFacts(sources, upgrades, new Date());
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    items: upgrades.map(upgrade => {
      const { confirmations, timeline, ...summary } = upgrade;
      const next = nextStep(judgeSteps(upgrade, facts.get(upgrade.id)!));
      return {
        ...summary,
        next: next && { step: next.id, state: next.state },
      };
    }),
    total: Number(count),
    next: last && { createdAt: last.created_at, id: last.id },
  };
}
