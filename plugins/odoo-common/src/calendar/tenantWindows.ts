import { TenantWindows } from '../contract/calendar';
import { LegalEntity } from '../environment/spec';
import { LengthPart, totalSeconds } from './changeLength';
import { ChangeWindows } from './changeWindows';
import { EntityEvent, Span, closedSpans, closureOf } from './closedSpans';
import { UnreadCalendar } from './judgeCalendar';
import { closedAt, nextWindow } from './nextWindow';

export interface TenantWindowsInput {
  tenant: string;
  legalEntities: readonly LegalEntity[];
  /** Of the range, and from now up to the longest lead time after `until`. */
  events: readonly EntityEvent[];
  unread: readonly UnreadCalendar[];
  windows: ChangeWindows;
  /** What a change has to have room for. */
  length: readonly LengthPart[];
  /** What is shown. */
  range: Span;
  /** Milliseconds since 1970. */
  now: number;
  /** How far ahead the next window is looked for. */
  until: number;
  /** Of `closedSpans`. */
  opensLateMs?: number;
}

const iso = (at: number) => new Date(at).toISOString();
const shown = ({ from, to }: Span) => ({ from: iso(from), to: iso(to) });

/** When a tenant can be changed, over all its legal entities. What cannot be read opens nothing. */
export function tenantWindows(input: TenantWindowsInput): TenantWindows {
  const { tenant, legalEntities, unread, windows, length, until } = input;
  const spans = closedSpans(input.events, windows, input.opensLateMs);
  const isShown = ({ from, to }: Span) =>
    from < input.range.to && to > input.range.from;
  return {
    tenant,
    ...stateOf(input, spans),
    roomSeconds: totalSeconds(length),
    knownUntil: iso(until),
    legalEntities: [...legalEntities],
    events: input.events.flatMap(({ legalEntity, ...event }) => {
      const closes = closureOf(event, windows);
      const lasts = { from: Date.parse(event.from), to: Date.parse(event.to) };
      if (!isShown(closes ?? lasts)) return [];
      return [
        {
          ...event,
          legalEntity: legalEntity.id,
          ...(closes && { closes: shown(closes) }),
        },
      ];
    }),
    closed: spans.filter(isShown).map(span => ({
      ...shown(span),
      causes: span.causes.map(
        ({ title, legalEntity }) => `${title} (${legalEntity.id})`,
      ),
    })),
    errors: unread.map(({ subject, file, line, message }) => ({
      subject,
      file,
      line,
      message,
    })),
  };
}

function stateOf(
  { unread, length, now, until }: TenantWindowsInput,
  spans: ReturnType<typeof closedSpans>,
): Pick<TenantWindows, 'now' | 'nowUntil' | 'nextWindow'> {
  const closed = closedAt(spans, now);
  if (unread.length > 0) {
    // Another calendar may go on closing where this one ends.
    return { now: closed ? 'closed' : 'unknown' };
  }
  const room = totalSeconds(length) * 1000;
  const next = nextWindow(spans, { from: now, to: until }, room);
  const changes = closed?.to ?? spans.find(({ from }) => from > now)?.from;
  return {
    now: closed ? 'closed' : 'open',
    nowUntil:
      changes === undefined || changes >= until ? undefined : iso(changes),
    nextWindow: next && shown(next),
  };
}
