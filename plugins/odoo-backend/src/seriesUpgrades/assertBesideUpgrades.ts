import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import {
  ChangeBeside,
  SeriesUpgrade,
  besideUpgrade,
  formatEnvironmentRef,
  hasSeriesUpgradeEnded,
  startsBesideCopy,
  unsureBesideUpgrade,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { PreparedChange } from '../change/propose';
import { readSeriesUpgradeFacts } from './readSeriesUpgradeFacts';
import { fromRow } from './SeriesUpgradeStore';
import { SeriesUpgradeRow } from './tables';

/**
 * Fails with ConflictError when the change would go wrong beside a series upgrade, or is a step of one that has ended or
 * whose turn is over; with ServiceUnavailableError while that cannot be told.
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
      copiedAt: spec.copyOf?.at,
    };
    const around = await upgradesAround(knex, environment);
    // It may have ended between the decision that proposed the step and this moment.
    const ended = around.find(
      upgrade => upgrade.id === parent && hasSeriesUpgradeEnded(upgrade),
    );
    if (ended) {
      throw new ConflictError(
        `The series upgrade of ${ended.environment} is ${ended.state.replace(
          '-',
          ' ',
        )}: none of its steps is open`,
      );
    }
    for (const upgrade of around) {
      const { environments } = snapshot;
      const starts = startsBesideCopy(upgrade, change, environments);
      if (starts !== undefined) throw new ConflictError(starts);
      if (hasSeriesUpgradeEnded(upgrade)) continue;
      // The repository as it is at the commit that the change goes on top of.
      const registry = { snapshot: async () => snapshot };
      const sources = { knex, registry };
      const now = new Date();
      const all = await readSeriesUpgradeFacts(sources, [upgrade], now);
      const facts = all.get(upgrade.id)!;
      const unsure = unsureBesideUpgrade(upgrade, change, facts);
      if (unsure !== undefined) throw new ServiceUnavailableError(unsure);
      const problem = besideUpgrade(upgrade, change, facts);
      if (problem !== undefined) throw new ConflictError(problem);
    }
  };
}

/** Those whose old environment it is, or in whose clone it is or would be; ended ones too. */
async function upgradesAround(
  knex: Knex,
  environment: string,
): Promise<SeriesUpgrade[]> {
  const [clone] = environment.split('/');
  const rows = await knex<SeriesUpgradeRow>('series_upgrades')
    .where({ environment })
    .orWhere({ clone });
  return rows.map(row => fromRow(row).upgrade);
}
