import {
  Platform,
  closedSpans,
  environmentName,
  formatEnvironmentRef,
  longestLead,
} from '@plumbline/plugin-odoo-common';
import { FreezesInput } from '@plumbline/plugin-odoo-golden-path';
import { Duration } from 'luxon';
import { tenantCalendar } from '../calendar';
import { RegistrySnapshot } from '../registry';

const DAY_MS = 24 * 3600 * 1000;

/** Cron knows no year: a window that is further away would be one of this year. */
const FURTHEST_MS = 350 * DAY_MS;

/** The day of a moment: what is rendered is the same all day long while the calendars stay. */
export const dayOf = (now: Date): number =>
  Math.floor(now.getTime() / DAY_MS) * DAY_MS;

/** How far a file of that day knows the calendars, in milliseconds since 1970. */
export const knownUntilOf = (
  { changeWindows }: Pick<Platform, 'changeWindows'>,
  asOf: number,
): number =>
  asOf +
  Math.min(Duration.fromISO(changeWindows.horizon).toMillis(), FURTHEST_MS);

/**
 * What the calendars of a commit tell a cluster.
 *
 * @param options - `asOf`: a day, see `dayOf`; `passing`: until when an environment passes, by `<tenant>/<stage>`
 */
export function freezesInput(
  snapshot: Pick<
    RegistrySnapshot,
    'environments' | 'named' | 'calendars' | 'errors'
  >,
  options: {
    platform: Platform;
    cluster: string;
    asOf: number;
    passing: ReadonlyMap<string, number>;
  },
): FreezesInput {
  const { platform, cluster, asOf, passing } = options;
  const { changeWindows, tiers } = platform;
  const knownUntil = knownUntilOf(platform, asOf);
  const read = {
    from: new Date(asOf),
    to: new Date(knownUntil + longestLead(changeWindows)),
  };
  const placed = [...snapshot.environments.values()].filter(
    ({ placement }) => placement.cluster === cluster,
  );
  const tenants = [...new Set(placed.map(({ tenant }) => tenant))].sort();
  return {
    platform,
    cluster,
    asOf,
    knownUntil,
    tenants: tenants.map(tenant => {
      const { events, unread } = tenantCalendar(snapshot, { tenant }, read);
      return {
        tenant,
        ...(unread.length === 0 && {
          closed: closedSpans(events, changeWindows),
        }),
        environments: placed
          .filter(each => each.tenant === tenant)
          .map(each => ({
            name: environmentName(each),
            keeps: tiers[each.spec.tier].changeWindow === 'enforced',
            passesUntil: passing.get(formatEnvironmentRef(each)),
          }))
          .sort((a, b) => a.name.localeCompare(b.name)),
      };
    }),
  };
}
