import { EnvironmentSpec, Platform } from '@plumbline/plugin-odoo-common';
import { CalendarFloor } from '@plumbline/plugin-odoo-golden-path';
import { Duration } from 'luxon';
import { RegistryError, RegistrySnapshot } from '../../registry';
import { BusinessCalendar } from '../BusinessCalendar';
import { beginningsOf } from './beginnings';
import { dayFields, widerDayFields } from './cronFields';
import { DayPart, dayParts } from './dayParts';
import { DaySet, laterDays, unionOf } from './daySet';

/** So many times are asked of KEDA every half minute; a calendar that names each day by itself would have hundreds. */
const MAX_FLOORS = 32;

const LAST_MINUTE = 24 * 60 - 1;

export interface CalendarFloors {
  floors: CalendarFloor[];
  /** Calendars that are there and cannot be read: their floors are not among them. */
  unread: RegistryError[];
}

interface Part extends Pick<DayPart, 'from' | 'to'> {
  timeZone: string;
  days: DaySet;
}

/**
 * When web has to stand at its maximum by the calendars of an environment's legal entities: from the rules of their
 * events, not from what comes next, so that it is the same on every day.
 *
 * What cron cannot say is widened: a floor too many costs pods, one that is missing a payroll. A single event has its
 * floor every year. Floors end on the day on which they begin, a minute before midnight: those of a longer time follow
 * one another, and the autoscaler takes nothing away for a minute.
 */
export function calendarFloors(
  {
    legalEntities,
    schedule,
  }: Pick<EnvironmentSpec, 'legalEntities' | 'schedule'>,
  { calendars, errors }: Pick<RegistrySnapshot, 'calendars' | 'errors'>,
  { calendarFloors: wanted }: Platform['autoscaling'],
): CalendarFloors {
  if (wanted.kinds.length === 0 || schedule !== 'always') {
    return { floors: [], unread: [] };
  }
  const names = new Set(legalEntities.map(({ calendar }) => calendar));
  const files = new Set([...names].map(name => `calendars/${name}.ics`));
  const parts = [...names].flatMap(name => {
    const calendar = calendars.get(name);
    return calendar ? partsOf(calendar, wanted) : [];
  });
  return {
    floors: floorsOf(merged(parts)),
    unread: errors.filter(({ file }) => files.has(file)),
  };
}

function partsOf(
  { entries }: BusinessCalendar,
  { kinds, lead }: Platform['autoscaling']['calendarFloors'],
): Part[] {
  const before = Math.ceil(Duration.fromISO(lead).as('minutes'));
  return entries
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(entry =>
      beginningsOf(entry).flatMap(({ days, minute, length }) =>
        dayParts(minute - before, minute + length).map(
          ({ later, from, to }) => ({
            timeZone: spelled(entry.timeZone),
            from,
            to,
            days: laterDays(days, later),
          }),
        ),
      ),
    );
}

/** As the IANA database writes it: KEDA finds a zone by the name of its file. */
function spelled(zone: string): string {
  const { timeZone } = new Intl.DateTimeFormat('en', {
    timeZone: zone,
  }).resolvedOptions();
  return timeZone.toLowerCase() === zone.toLowerCase() ? timeZone : zone;
}

/** Equal times are one, on the days of all. */
function merged(parts: readonly Part[]): Part[] {
  const byTime = new Map<string, Part>();
  for (const part of parts) {
    const { timeZone, from, to, days } = part;
    const key = [timeZone, from, to, days.of].join(' ');
    const known = byTime.get(key);
    byTime.set(
      key,
      known ? { ...part, days: unionOf(known.days, days) } : part,
    );
  }
  return [...byTime.values()];
}

function floorsOf(parts: readonly Part[]): CalendarFloor[] {
  const exact = parts.flatMap(part => cronsOf(part, dayFields));
  if (exact.length <= MAX_FLOORS) return sorted(exact);
  const wider = parts.flatMap(part => cronsOf(part, widerDayFields));
  if (wider.length <= MAX_FLOORS) return sorted(wider);
  return [{ timeZone: 'Etc/UTC', start: '0 0 * * *', end: '59 23 * * *' }];
}

function cronsOf(
  { timeZone, from, to, days }: Part,
  fieldsOf: (days: DaySet) => string[],
): CalendarFloor[] {
  return fieldsOf(days).map(fields => ({
    timeZone,
    start: `${clock(from)} ${fields}`,
    end: `${clock(Math.min(to, LAST_MINUTE))} ${fields}`,
  }));
}

/** Minute and hour of cron. */
function clock(minute: number): string {
  return `${minute % 60} ${Math.floor(minute / 60)}`;
}

/** Whatever the order of events and legal entities. */
function sorted(floors: readonly CalendarFloor[]): CalendarFloor[] {
  const key = ({ timeZone, start, end }: CalendarFloor) =>
    [timeZone, start, end].join('|');
  return [...floors].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
