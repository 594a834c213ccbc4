import {
  EnvironmentRef,
  Platform,
  closedSpans,
  environmentName,
  environmentRefSchema,
  formatEnvironmentRef,
  longestLead,
} from '@plumbline/plugin-odoo-common';
import {
  FreezesInput,
  LATEST_END_MS,
  TenantFreezes,
  clusterEntry,
} from '@plumbline/plugin-odoo-golden-path';
import { Duration } from 'luxon';
import { tenantCalendar } from '../../calendar';
import { RegistrySnapshot } from '../../registry';
import { ComingEnvironment } from './comingEnvironments';

/** What the files of clusters follow from. */
export type FreezesSource = Pick<
  RegistrySnapshot,
  'environments' | 'named' | 'calendars' | 'errors' | 'files'
>;

const DAY_MS = 24 * 3600 * 1000;

/** Cron knows no year: a window that is further away would be one of this year. */
const FURTHEST_MS = 350 * DAY_MS;

/** The day of a moment: what is rendered is the same all day long while the calendars stay. */
export const dayOf = (now: Date): number =>
  Math.floor(now.getTime() / DAY_MS) * DAY_MS;

/**
 * How far a file of that day knows the calendars, in milliseconds since 1970.
 *
 * @param part - of the horizon, where all of it has no room
 */
export const knownUntilOf = (
  { changeWindows }: Pick<Platform, 'changeWindows'>,
  asOf: number,
  part = 1,
): number => {
  const all = Math.min(
    Duration.fromISO(changeWindows.horizon).toMillis(),
    FURTHEST_MS,
  );
  // The heading of a file tells days.
  return asOf + (part === 1 ? all : Math.ceil((all * part) / DAY_MS) * DAY_MS);
};

/**
 * What the calendars of a commit tell a cluster.
 *
 * @param options - `asOf`: a day, see `dayOf`; `part`: see `knownUntilOf`; `passing`: until when an environment passes, by `<tenant>/<stage>`;
 *   `coming`: what is not in the repository yet; `readable`: since when a tenant's calendars can be read again
 */
export function freezesInput(
  snapshot: FreezesSource,
  options: {
    platform: Platform;
    cluster: string;
    asOf: number;
    part?: number;
    passing: ReadonlyMap<string, number>;
    coming?: readonly ComingEnvironment[];
    readable?: ReadonlyMap<string, number>;
  },
): FreezesInput {
  const { platform, cluster, asOf, passing, coming = [], readable } = options;
  const { changeWindows } = platform;
  const knownUntil = knownUntilOf(platform, asOf, options.part);
  const read = {
    // What ended just before still ends for somebody.
    from: new Date(asOf - LATEST_END_MS),
    to: new Date(knownUntil + longestLead(changeWindows)),
  };
  const placed = placedOn(snapshot, { platform, cluster, coming });
  return {
    platform,
    cluster,
    asOf,
    knownUntil,
    tenants: [...placed.keys()].sort().map(tenant => {
      const { events, unread } = tenantCalendar(snapshot, { tenant }, read);
      return {
        tenant,
        ...(unread.length === 0 && {
          closed: closedSpans(events, changeWindows),
        }),
        readableAt: readable?.get(tenant),
        environments: (placed.get(tenant) ?? [])
          .map(({ ref, keeps }) => ({
            name: environmentName(ref),
            keeps,
            passesUntil: passing.get(formatEnvironmentRef(ref)),
          }))
          .sort((a, b) => a.name.localeCompare(b.name)),
      };
    }),
  };
}

interface Placed extends Pick<TenantFreezes['environments'][number], 'keeps'> {
  ref: EnvironmentRef;
}

/**
 * The environments of a cluster, by tenant. One that cannot be read is where its entry is, and keeps freezes: which
 * tier it has nobody knows, and its controller goes on applying it.
 */
function placedOn(
  snapshot: FreezesSource,
  {
    platform,
    cluster,
    coming,
  }: {
    platform: Platform;
    cluster: string;
    coming: readonly ComingEnvironment[];
  },
): Map<string, Placed[]> {
  const placed = new Map<string, Placed[]>();
  const add = (each: Placed) => {
    const { tenant } = each.ref;
    const siblings = placed.get(tenant);
    if (siblings) siblings.push(each);
    else placed.set(tenant, [each]);
  };
  for (const each of snapshot.environments.values()) {
    if (each.placement.cluster !== cluster) continue;
    const { changeWindow } = platform.tiers[each.spec.tier];
    add({ ref: each, keeps: changeWindow === 'enforced' });
  }
  for (const { ref, cluster: place, keeps } of coming) {
    const isThere = snapshot.named.has(formatEnvironmentRef(ref));
    if (place === cluster && !isThere) add({ ref, keeps });
  }
  unreadOn(snapshot, cluster).forEach(ref => add({ ref, keeps: true }));
  return placed;
}

/** What a cluster applies and the portal cannot read. */
export function unreadOn(
  { environments, named, files }: FreezesSource,
  cluster: string,
): EnvironmentRef[] {
  return [...named].flatMap(name => {
    if (environments.has(name)) return [];
    const { data: ref } = environmentRefSchema.safeParse(name);
    return ref && files.has(clusterEntry(cluster, ref)) ? [ref] : [];
  });
}
