import { Platform, formatEnvironmentRef } from '@plumbline/plugin-odoo-common';
import { freezesPaths } from '@plumbline/plugin-odoo-golden-path';
import { BusinessCalendar } from '../../calendar';
import { FreezesSource, unreadOn } from './freezesInput';

/** Calendars are parsed once for each content, so a number of one is as good as its object id. */
const numbers = new WeakMap<BusinessCalendar, number>();
let last = 0;

function numberOf(calendar: BusinessCalendar): number {
  const number = numbers.get(calendar) ?? (last += 1);
  numbers.set(calendar, number);
  return number;
}

/**
 * What of a commit the files of clusters follow from, and those files: most commits change none of it, and rendering a
 * whole fleet for each of them would keep everybody else waiting for the lock.
 */
export function sourceKey(
  source: FreezesSource,
  { clusters }: Pick<Platform, 'clusters'>,
): string {
  const { environments, named, calendars, files } = source;
  return JSON.stringify([
    [...environments].map(([ref, { placement, spec }]) => [
      ref,
      placement.cluster,
      spec.tier,
      spec.legalEntities.map(({ id, calendar }) => [id, calendar]),
    ]),
    clusters.map(({ name }) =>
      unreadOn(source, name).map(formatEnvironmentRef),
    ),
    [...named].filter(ref => !environments.has(ref)),
    [...calendars].map(([name, calendar]) => [name, numberOf(calendar)]),
    clusters.map(cluster => freezesPaths(cluster).map(path => files.get(path))),
  ]);
}
