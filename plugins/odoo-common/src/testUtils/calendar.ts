import { DateTime } from 'luxon';
import { EntityEvent } from '../calendar';
import { BusinessEventKind } from '../contract/calendar';

/** Legal entities of one group in three zones, whose clocks change on different days or never. */
export const ENTITIES = {
  dublin: {
    id: 'civil-ie',
    timeZone: 'Europe/Dublin',
    calendar: 'civil-ie',
  },
  newYork: {
    id: 'civil-us',
    timeZone: 'America/New_York',
    calendar: 'civil-us',
  },
  kolkata: {
    id: 'civil-in',
    timeZone: 'Asia/Kolkata',
    calendar: 'civil-in',
  },
};

/** An event of a legal entity by the clocks of its own zone. */
export function eventOf(
  kind: BusinessEventKind,
  entity: keyof typeof ENTITIES,
  local: { from: string; to: string },
  title: string = kind,
): EntityEvent {
  const legalEntity = ENTITIES[entity];
  const { timeZone, calendar } = legalEntity;
  const utc = (at: string) =>
    DateTime.fromISO(at, { zone: timeZone }).toJSDate().toISOString();
  return {
    legalEntity,
    calendar,
    uid: `${title}@${legalEntity.id}`,
    kind,
    title,
    timeZone,
    from: utc(local.from),
    to: utc(local.to),
  };
}
