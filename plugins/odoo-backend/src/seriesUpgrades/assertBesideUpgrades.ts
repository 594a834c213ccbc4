import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import {
  ChangeBeside,
  SeriesUpgrade,
  besideUpgrade,
  formatEnvironmentRef,
  isStopOf,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { PreparedChange } from '../change/propose';
import { readSeriesUpgradeFacts } from './readSeriesUpgradeFacts';
import { fromRow } from './SeriesUpgradeStore';
import { SeriesUpgradeRow } from './tables';

/**
 * Fails with ConflictError when the change would go wrong beside an open series upgrade, or is a step of one whose turn
 * is over; with ServiceUnavailableError while that cannot be told.
 */
export type AssertBesideUpgrades = (
  change: Pick<PreparedChange, 'kind' | 'ref' | 'spec' | 'before' | 'snapshot'>,
  of: { id?: string; parent?: string },
) => Promise<void>;

export function assertBesideUpgrades(knex: Knex): AssertBesideUpgrades {
  return async ({ kind, ref, spec, before, snapshot }, { id, parent }) => {
    const environment = formatEnvironmentRef(ref);
    const change: ChangeBeside = {
      id,
      parent,
      environment,
      kind,
      schedule: spec.schedule,
      scheduleBefore: before?.spec.schedule,
    };
    for (const upgrade of await openAround(knex, environment)) {
      // The repository as it is at the commit that the change goes on top of.
      const registry = { snapshot: async () => snapshot };
      const sources = { knex, registry };
      const now = new Date();
      const all = await readSeriesUpgradeFacts(sources, [upgrade], now);
      const facts = all.get(upgrade.id)!;
      const [unread] = facts.unreadable;
      if (isStopOf(upgrade, change) && unread) {
        throw new ServiceUnavailableError(
          `The files of ${unread} cannot be read: nobody knows whether ${environment} may be stopped`,
        );
      }
      const problem = besideUpgrade(upgrade, change, facts);
      if (problem !== undefined) throw new ConflictError(problem);
    }
  };
}

/** Those whose old environment it is, or in whose clone it is or would be. */
async function openAround(
  knex: Knex,
  environment: string,
): Promise<SeriesUpgrade[]> {
  const [clone] = environment.split('/');
  const rows = await knex<SeriesUpgradeRow>('series_upgrades')
    .where(around => around.where({ environment }).orWhere({ clone }))
    .whereNull('ended_at');
  return rows.map(row => fromRow(row).upgrade);
}
