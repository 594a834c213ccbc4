import {
  Platform,
  changeLength,
  judgeCalendar,
  stepBetween,
  stricterWindow,
} from '@plumbline/plugin-odoo-common';
import { Duration } from 'luxon';
import { tenantClosures } from '../calendar';
import { PreparedChange } from '../change/propose';
import { UpgradeOf, UpgradeOfChange } from '../seriesUpgrades/upgradeOf';
import { Gate } from './Gate';

/**
 * No freeze of any legal entity of the tenant, and time enough before the next one. Production that a series upgrade
 * stopped comes back whatever the calendar says, as a roll-back does.
 */
export function calendarGate(platform: Platform, upgradeOf: UpgradeOf): Gate {
  const { tiers, changeWindows: windows } = platform;
  return {
    id: 'calendar',
    async evaluate({ change, parent }) {
      const { kind, ref, spec, before, release, snapshot } = change;
      const upgrade =
        parent === undefined ? undefined : await upgradeOf(parent);
      if (upgrade?.state === 'going-back' && kind === 'update') {
        return {
          verdict: 'pass',
          summary:
            'Part of a series upgrade that goes back: what brings production back does not wait for the business',
          evidence: [],
        };
      }
      const now = new Date();
      const until =
        now.getTime() + Duration.fromISO(windows.horizon).toMillis();
      const calendar = tenantClosures(
        snapshot,
        { tenant: ref.tenant, more: spec.legalEntities },
        platform,
        { from: now.getTime(), to: until },
      );
      const policies = [spec, ...(before ? [before.spec] : [])].map(
        ({ tier }) => tiers[tier],
      );
      const { verdict, summary, evidence } = judgeCalendar({
        ...calendar,
        isNew: kind === 'create',
        changeWindow: stricterWindow(
          policies.map(({ changeWindow }) => changeWindow),
        ),
        windows,
        length: changeLength({
          windows,
          schemaClass: schemaClassOf(change),
          release,
          copy: copiesToSeries(change, upgrade) ? upgrade ?? {} : undefined,
          environment: {
            tenant: tenantOfData(change),
            databaseGiB: spec.data.databaseGiB,
          },
          rto: tiers[spec.tier].rto,
        }),
        now: now.getTime(),
        until,
      });
      return { verdict, summary, evidence };
    },
  };
}

/** Also the stop before it: nobody works from there until the copy is migrated. */
function copiesToSeries(
  { before, spec, release, snapshot }: PreparedChange,
  upgrade: UpgradeOfChange | undefined,
): boolean {
  if (before) return upgrade !== undefined && spec.schedule === 'stopped';
  const source =
    spec.copyOf && snapshot.environments.get(spec.copyOf.environment);
  return (
    source !== undefined && source.release.spec.series !== release.spec.series
  );
}

/** Rehearsed was whose data it is. */
function tenantOfData({ ref, spec }: PreparedChange): string {
  return spec.copyOf?.environment.split('/')[0] ?? ref.tenant;
}

function schemaClassOf({ before, release, snapshot }: PreparedChange) {
  if (!before) return undefined;
  const releases = [...snapshot.releases.values()];
  const { back, schemaClass } = stepBetween(before.release, release, releases);
  return back ? undefined : schemaClass;
}
