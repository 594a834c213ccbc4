import {
  SeriesUpgrade,
  RestorePointCheck,
  SeriesUpgradeFacts,
  Tier,
  UpgradeEnvironment,
  productionOf,
  rehearsalOf,
  stoppedAt,
} from '@plumbline/plugin-odoo-common';
import { untestable } from '@plumbline/plugin-odoo-golden-path';
import { Knex } from 'knex';
import { VerdictRow } from '../readModel/tables';
import { RegistrySnapshot } from '../registry';
import { readUpgradeChanges } from './readUpgradeChanges';

export interface FactSources {
  knex: Knex;
  /** Whether the backups of an environment of a tier hold a moment after the given one; absent: nobody asks. */
  restorePoint?: (
    environment: string,
    options: { tier: Tier; takenAfter: string; now: Date },
  ) => Promise<Pick<RestorePointCheck, 'verdict' | 'summary' | 'at'>>;
  registry: {
    snapshot(): Promise<Pick<RegistrySnapshot, 'environments' | 'named'>>;
  };
}

/** How the changes and environments of some series upgrades do, by id: two statements for a page of them. */
export async function readSeriesUpgradeFacts(
  sources: FactSources,
  upgrades: readonly SeriesUpgrade[],
  now: Date,
): Promise<ReadonlyMap<string, SeriesUpgradeFacts>> {
  const { knex, registry } = sources;
  const changes = await readUpgradeChanges(
    knex,
    upgrades.map(({ id }) => id),
  );
  const verdicts = await knex<VerdictRow>('verdicts')
    .whereIn('environment', upgrades.flatMap(environmentsOf))
    .select('environment', 'status', 'since');
  const verdictOf = new Map(verdicts.map(row => [row.environment, row]));
  const { environments, named } = await registry.snapshot();

  const known = await Promise.all(
    upgrades.map(async upgrade => {
      const there = new Map<string, UpgradeEnvironment>();
      for (const ref of environmentsOf(upgrade)) {
        const found = environments.get(ref);
        if (!found) continue;
        const { schedule, hostnames } = found.spec;
        const verdict = verdictOf.get(ref);
        there.set(ref, {
          schedule,
          hostnames,
          verdict: verdict?.status as UpgradeEnvironment['verdict'],
          verdictSince: verdict?.since,
        });
      }
      const facts: SeriesUpgradeFacts = {
        now,
        changes: changes.get(upgrade.id) ?? [],
        environments: there,
        unreadable: new Set(
          environmentsOf(upgrade).filter(
            ref => named.has(ref) && !there.has(ref),
          ),
        ),
      };
      const old = environments.get(upgrade.environment);
      const tier = old?.spec.tier;
      const restorePoint =
        tier && (await readRestorePoint(sources, upgrade, { facts, tier }));
      const why = old && untestable(old.spec, old.plan);
      return [upgrade.id, { ...facts, restorePoint, untestable: why }] as const;
    }),
  );
  return new Map(known);
}

/** Asked only while it decides: between the stop and the copy that is made of what was there then. */
async function readRestorePoint(
  sources: FactSources,
  upgrade: SeriesUpgrade,
  { facts, tier }: { facts: SeriesUpgradeFacts; tier: Tier },
): Promise<SeriesUpgradeFacts['restorePoint']> {
  const takenAfter = stoppedAt(upgrade, facts);
  if (takenAfter === undefined || !sources.restorePoint) return undefined;
  const { verdict, summary } = await sources.restorePoint(upgrade.environment, {
    tier,
    takenAfter,
    now: facts.now,
  });
  return { passed: verdict === 'pass', summary };
}

function environmentsOf(upgrade: SeriesUpgrade): string[] {
  return [upgrade.environment, rehearsalOf(upgrade), productionOf(upgrade)];
}
