import {
  Platform,
  changeLength,
  judgeCalendar,
  longestLead,
  stepBetween,
  stricterWindow,
} from '@plumbline/plugin-odoo-common';
import { Duration } from 'luxon';
import { tenantCalendar } from '../calendar';
import { PreparedChange } from '../change/propose';
import { Gate } from './Gate';

/** No freeze of any legal entity of the tenant, and time enough before the next one. */
export function calendarGate(platform: Platform): Gate {
  const { tiers, changeWindows: windows } = platform;
  return {
    id: 'calendar',
    async evaluate({ change }) {
      const { kind, ref, spec, before, release, snapshot } = change;
      const now = new Date();
      const until =
        now.getTime() + Duration.fromISO(windows.horizon).toMillis();
      const calendar = tenantCalendar(
        snapshot,
        { tenant: ref.tenant, more: spec.legalEntities },
        { from: now, to: new Date(until + longestLead(windows)) },
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
          environment: {
            tenant: ref.tenant,
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

function schemaClassOf({ before, release, snapshot }: PreparedChange) {
  if (!before) return undefined;
  const releases = [...snapshot.releases.values()];
  const { back, schemaClass } = stepBetween(before.release, release, releases);
  return back ? undefined : schemaClass;
}
