import { DateTime, Duration } from 'luxon';
import { BusinessEvent } from '../contract/calendar';
import { LegalEntity } from '../environment/spec';
import { ChangeWindows } from './changeWindows';

/** An occurrence in the calendar of a legal entity. */
export interface EntityEvent extends BusinessEvent {
  legalEntity: LegalEntity;
}

/** Moments in milliseconds since 1970, `to` excluded. */
export interface Span {
  from: number;
  to: number;
}

/** What keeps changes away: an event with its lead time. */
export interface ClosedSpan extends Span {
  /** Sorted by when each begins to close. */
  causes: readonly EntityEvent[];
}

/** Days, weeks and months of a calendar are longer than their average at times. */
const CALENDAR_MARGIN_MS = 4 * 24 * 3600 * 1000;

const isExact = (duration: string) => duration.startsWith('PT');

/** Longest lead time, in milliseconds: events that begin so long after a moment may close it already. */
export function longestLead({ events }: ChangeWindows): number {
  return Math.max(
    ...Object.values(events).map(
      ({ leadTime }) =>
        Duration.fromISO(leadTime).toMillis() +
        (isExact(leadTime) ? 0 : CALENDAR_MARGIN_MS),
    ),
  );
}

/** The time that an event closes; absent for one that blocks nothing. */
export function closureOf(
  event: BusinessEvent,
  { events }: ChangeWindows,
): Span | undefined {
  const { blocks, leadTime } = events[event.kind];
  if (!blocks) return undefined;
  return { from: beginOf(event, leadTime), to: Date.parse(event.to) };
}

/** Exact hours need no calendar: a fleet has hundreds of thousands of events. */
function beginOf(
  { from, timeZone }: Pick<BusinessEvent, 'from' | 'timeZone'>,
  leadTime: string,
): number {
  const lead = Duration.fromISO(leadTime);
  return isExact(leadTime)
    ? Date.parse(from) - lead.toMillis()
    : DateTime.fromISO(from, { zone: timeZone }).minus(lead).toMillis();
}

/**
 * The times closed to changes by any of the events, sorted and apart from each other: those that overlap or touch
 * are one, for nothing fits between them.
 *
 * @param opensLateMs - after the end of an event its tenant is still closed for so long
 */
export function closedSpans(
  events: readonly EntityEvent[],
  windows: ChangeWindows,
  opensLateMs = 0,
): ClosedSpan[] {
  const closures = events
    .flatMap(event => {
      const span = closureOf(event, windows);
      return span
        ? [{ from: span.from, to: span.to + opensLateMs, event }]
        : [];
    })
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const merged: { from: number; to: number; causes: EntityEvent[] }[] = [];
  for (const { from, to, event } of closures) {
    const last = merged.at(-1);
    if (last && from <= last.to) {
      last.to = Math.max(last.to, to);
      last.causes.push(event);
    } else {
      merged.push({ from, to, causes: [event] });
    }
  }
  return merged;
}
