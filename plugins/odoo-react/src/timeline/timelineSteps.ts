import { TimelineEntry, isFinal } from '@plumbline/plugin-odoo-common';

export interface TimelineStep extends TimelineEntry {
  /** How long this state lasted, milliseconds; absent for a final state, which does not last. */
  tookMs?: number;
  /** The state holds now. */
  isCurrent: boolean;
}

/** A state lasts until the next entry; the last one until now, unless nothing follows it. `now` in milliseconds. */
export function timelineSteps(
  timeline: readonly TimelineEntry[],
  now: number,
): TimelineStep[] {
  return timeline.map((entry, index) => {
    const next = timeline[index + 1];
    const isCurrent = !next && !isFinal(entry.state);
    const end = next ? Date.parse(next.at) : now;
    const lasts = next || isCurrent;
    return {
      ...entry,
      isCurrent,
      tookMs: lasts ? end - Date.parse(entry.at) : undefined,
    };
  });
}
