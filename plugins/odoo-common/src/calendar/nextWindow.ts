import { ClosedSpan, Span } from './closedSpans';

/** The span that closes the moment; absent: it is open. */
export function closedAt(
  spans: readonly ClosedSpan[],
  at: number,
): ClosedSpan | undefined {
  return spans.find(({ from, to }) => from <= at && at < to);
}

/**
 * The first window that leaves `length` milliseconds, from `range.from` on; it ends with the next closure or with
 * the range. Absent: there is none in the range. The spans are those of `closedSpans`.
 */
export function nextWindow(
  spans: readonly ClosedSpan[],
  range: Span,
  length: number,
): Span | undefined {
  let from = range.from;
  for (const span of spans) {
    if (span.to <= from) continue;
    const to = Math.min(span.from, range.to);
    if (to > from && to - from >= length) return { from, to };
    from = Math.max(from, span.to);
  }
  const { to } = range;
  return to > from && to - from >= length ? { from, to } : undefined;
}
