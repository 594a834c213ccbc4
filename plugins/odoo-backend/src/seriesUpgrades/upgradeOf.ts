import { SeriesUpgrade, downtimeOf } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { readUpgradeChanges } from './readUpgradeChanges';
import { fromRow } from './SeriesUpgradeStore';
import { SeriesUpgradeRow } from './tables';

/** What a change has to know of the series upgrade that it is a part of. */
export interface UpgradeOfChange {
  state: SeriesUpgrade['state'];
  rehearsedSeconds?: number;
}

/** Of the parent of a change; undefined when that is no series upgrade. */
export type UpgradeOf = (
  parent: string,
) => Promise<UpgradeOfChange | undefined>;

export function upgradeOf(knex: Knex): UpgradeOf {
  return async parent => {
    const row = await knex<SeriesUpgradeRow>('series_upgrades')
      .where({ id: parent })
      .first();
    if (!row) return undefined;
    const { upgrade } = fromRow(row);
    const changes = (await readUpgradeChanges(knex, [parent])).get(parent);
    const { rehearsedSeconds } = downtimeOf(upgrade, {
      changes: changes ?? [],
    });
    return { state: upgrade.state, rehearsedSeconds };
  };
}
