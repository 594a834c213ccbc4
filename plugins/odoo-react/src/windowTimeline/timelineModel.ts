import { Tone } from '../palette';
import { StatusShapeName } from '../status';

/** `restorable`: any moment of it; `attested`: a service says so; `gap`: no moment of it; `unknown`: nobody could tell. */
export const SPAN_KINDS = ['restorable', 'attested', 'gap', 'unknown'] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

export interface TimelineSpan {
  /** RFC 3339; both the same for a single moment. */
  from: string;
  to: string;
  kind: SpanKind;
  /** What it is, in words. */
  label: string;
}

export interface TimelineMark {
  at: string;
  /** `tick`: what is as it should be, and comes so often that a shape would hide its neighbours. */
  shape: StatusShapeName | 'tick';
  tone: Tone;
  label: string;
}

/** One line of the picture: a copy, the base backups, the restore tests. */
export interface TimelineLane {
  title: string;
  spans: readonly TimelineSpan[];
  marks: readonly TimelineMark[];
}

export const DAY_MS = 86_400_000;

/** Milliseconds since the epoch. */
export interface TimeRange {
  from: number;
  to: number;
}

/** Where a moment lies in the range, in per cent of its width; outside of 0 to 100 it is not to be seen. */
export function percentOf(at: string, { from, to }: TimeRange): number {
  return ((Date.parse(at) - from) / (to - from)) * 100;
}

/** The part of a span that lies in the range, in per cent; undefined when none does. */
export function clip(
  span: Pick<TimelineSpan, 'from' | 'to'>,
  range: TimeRange,
): { start: number; width: number } | undefined {
  const start = Math.max(0, percentOf(span.from, range));
  const end = Math.min(100, percentOf(span.to, range));
  return end < start || start > 100 || end < 0
    ? undefined
    : { start, width: end - start };
}

/** From the oldest moment of any lane to now; a day when there is none. */
export function wholeRange(
  lanes: readonly TimelineLane[],
  now: number,
): TimeRange {
  const moments = lanes.flatMap(({ spans, marks }) => [
    ...spans.map(({ from }) => Date.parse(from)),
    ...marks.map(({ at }) => Date.parse(at)),
  ]);
  return { from: Math.min(...moments, now - DAY_MS), to: now };
}

/** Evenly over the range, both ends among them. */
export function ticksOf({ from, to }: TimeRange, count: number): string[] {
  const step = (to - from) / (count - 1);
  return Array.from({ length: count }, (_, index) =>
    new Date(from + index * step).toISOString(),
  );
}

/** `26 Nov 14:05` */
export function formatTick(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  return parts.format(new Date(at)).replace(',', '');
}
