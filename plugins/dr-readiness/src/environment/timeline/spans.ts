import {
  RepositoryReport,
  RestorableWindow,
} from '@plumbline/plugin-odoo-common';
import { SpanKind, TimelineSpan } from '@plumbline/plugin-odoo-react';

type Stretch = Pick<TimelineSpan, 'from' | 'to'>;

const time = (at: string) => Date.parse(at);
const later = (a: string, b: string) => (time(a) > time(b) ? a : b);

/** Windows that touch or overlap are one: two time lines may cover the same hours. */
export function mergeWindows(windows: readonly RestorableWindow[]): Stretch[] {
  return [...windows]
    .sort((a, b) => time(a.from) - time(b.from))
    .reduce<Stretch[]>((merged, { from, to }) => {
      const last = merged.at(-1);
      return last && time(from) <= time(last.to)
        ? [...merged.slice(0, -1), { from: last.from, to: later(last.to, to) }]
        : [...merged, { from, to }];
    }, []);
}

/** What a copy that holds every write before `until` has of them. */
export function cutAt(stretches: readonly Stretch[], until: string): Stretch[] {
  return stretches
    .filter(({ from }) => time(from) <= time(until))
    .map(({ from, to }) => ({ from, to: time(to) > time(until) ? until : to }));
}

/** Single moments, such as dumps: what lies between them is no gap in a chain. */
const isMoment = ({ from, to }: Stretch) => from === to;

const GAP = 'gap: no moment of it can be restored';

/**
 * The stretches that can be restored to, and what lies between them. `openUntil`: the last stretch should reach
 * there and does not.
 */
export function spansOf(
  stretches: readonly Stretch[],
  kind: SpanKind,
  openUntil?: string,
): TimelineSpan[] {
  const gaps = stretches.flatMap((stretch, index): TimelineSpan[] => {
    const next = stretches[index + 1];
    const from = stretch.to;
    const to = next?.from ?? openUntil;
    const isGap =
      to && time(to) > time(from) && !(next !== undefined && isMoment(stretch));
    return isGap ? [{ from, to, kind: 'gap', label: GAP }] : [];
  });
  const label = {
    restorable: 'any moment of it can be restored',
    attested: 'restorable, as the managed service says',
    unknown: 'not known: the evidence is stale or was not read whole',
    gap: GAP,
  }[kind];
  return [...stretches.map(stretch => ({ ...stretch, kind, label })), ...gaps];
}

/** How sure it is: bytes that were read, a service's word, or neither. */
export function certaintyOf(
  report: RepositoryReport,
  isStale: boolean,
): SpanKind {
  if (isStale || report.partial || report.verdict === 'unknown') {
    return 'unknown';
  }
  return report.format === 'flexible-server' ? 'attested' : 'restorable';
}
