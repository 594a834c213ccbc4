import { toError } from '@backstage/errors';
import ICAL from 'ical.js';
import { BusinessCalendar, CalendarEntry } from './BusinessCalendar';
import { CalendarError } from './CalendarError';
import { checkLines } from './checkLines';
import { contentLines } from './contentLines';
import { parseEntry } from './parseEntry';

const MAX_ENTRIES = 2_000;

/** Of each, every day that somebody asks for is looked at. No business has so many habits. */
const MAX_RECURRING = 200;

/** About a second of counting. */
const MAX_COUNTED_DAYS = 250_000;

/**
 * Reads a business calendar (RFC 5545). Every event needs a UID, a SUMMARY, a category that says what it
 * is, an end, and local times whose IANA zone is named: without a zone nobody can say when it is.
 *
 * Fails with CalendarError at the first thing that is wrong: a calendar of which half is read would let
 * through what the other half forbids.
 */
export function parseCalendar(file: string): BusinessCalendar {
  // Editors of Windows put a mark of the byte order first.
  const text = file.replace(/^\uFEFF/, '');
  const content = contentLines(text);
  checkLines(content);
  const root = parseRoot(text);
  const components = root.getAllSubcomponents('vevent');
  const lines = content
    .filter(({ name, value }) => name === 'BEGIN' && /^vevent$/i.test(value))
    .map(({ line }) => line);
  if (lines.length !== components.length) {
    throw new CalendarError(
      1,
      `has ${lines.length} lines BEGIN:VEVENT, of which ${components.length} can be read`,
    );
  }
  if (components.length > MAX_ENTRIES) {
    throw new CalendarError(1, `has more than ${MAX_ENTRIES} events`);
  }
  const zone = root.getFirstPropertyValue('x-wr-timezone');
  const defaultZone = zone === null ? undefined : String(zone);
  const located = components.map((component, index) => ({
    component,
    line: lines[index],
  }));
  const masters = located.filter(
    ({ component }) => !component.hasProperty('recurrence-id'),
  );
  const recurring = masters.filter(({ component }) =>
    component.hasProperty('rrule'),
  );
  if (recurring.length > MAX_RECURRING) {
    throw new CalendarError(
      recurring[MAX_RECURRING].line,
      `is one recurring event more than the ${MAX_RECURRING} that a calendar may have; divide them into calendars of several legal entities`,
    );
  }
  const budget = { days: MAX_COUNTED_DAYS };
  const entries = masters.map(({ component, line }): CalendarEntry => {
    const uid = component.getFirstPropertyValue('uid');
    const exceptions = located.filter(
      other =>
        other.component.hasProperty('recurrence-id') &&
        other.component.getFirstPropertyValue('uid') === uid,
    );
    return parseEntry(component, { line, exceptions, defaultZone, budget });
  });
  assertUnique(entries, masters);
  assertOwned(entries, located);
  return { entries };
}

function parseRoot(text: string): ICAL.Component {
  try {
    const parsed = ICAL.parse(text);
    const root = new ICAL.Component(
      Array.isArray(parsed[0]) ? parsed[0] : parsed,
    );
    if (root.name === 'vcalendar') return root;
  } catch (error) {
    throw new CalendarError(1, `is not iCalendar: ${toError(error).message}`);
  }
  throw new CalendarError(1, 'is not iCalendar: it begins no VCALENDAR');
}

function assertUnique(
  entries: readonly CalendarEntry[],
  masters: readonly { line: number }[],
): void {
  const seen = new Set<string>();
  entries.forEach(({ uid }, index) => {
    if (seen.has(uid)) {
      throw new CalendarError(masters[index].line, `UID ${uid} is used twice`);
    }
    seen.add(uid);
  });
}

/** An exception of nothing would silently move nothing. */
function assertOwned(
  entries: readonly CalendarEntry[],
  located: readonly { component: ICAL.Component; line: number }[],
): void {
  const uids = new Set(entries.map(({ uid }) => uid));
  for (const { component, line } of located) {
    const uid = String(component.getFirstPropertyValue('uid'));
    if (!uids.has(uid)) {
      throw new CalendarError(
        line,
        `RECURRENCE-ID of the event ${uid}, which this calendar does not have`,
      );
    }
  }
}
