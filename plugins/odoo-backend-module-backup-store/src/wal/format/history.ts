import { parseLsn, segmentOfLsn } from './segments';

/** Where a timeline left its parent, as a line of a history file tells it. */
export interface TimelineSwitch {
  parent: number;
  lsn: bigint;
}

/** By timeline: its ancestors, oldest first. A timeline without a history file has none. */
export type Histories = ReadonlyMap<number, readonly TimelineSwitch[]>;

/** A part of the log that belongs to one timeline; both ends are inclusive. */
export interface Branch {
  timeline: number;
  begin: number;
  end: number;
}

const LINE = /^\s*(\d{1,10})\s+([0-9A-Fa-f]{1,8}\/[0-9A-Fa-f]{1,8})(?:\s|$)/;

/**
 * Lines `parent <tab> switch LSN <tab> reason`, oldest first; `#` begins a comment.
 * Source: access/transam/timeline.c
 *
 * @returns undefined when PostgreSQL would refuse the file
 */
export function parseHistory(
  timeline: number,
  text: string,
): TimelineSwitch[] | undefined {
  const switches: TimelineSwitch[] = [];
  for (const line of text.split('\n')) {
    if (/^\s*(#|$)/.test(line)) continue;
    const match = LINE.exec(line);
    const lsn = match && parseLsn(match[2]);
    const parent = Number(match?.[1]);
    const before = switches.at(-1);
    if (lsn === null || lsn === undefined) return undefined;
    if (parent <= (before?.parent ?? 0) || lsn < (before?.lsn ?? 0n)) {
      return undefined;
    }
    switches.push({ parent, lsn });
  }
  const last = switches.at(-1);
  return last && last.parent < timeline ? switches : undefined;
}

/**
 * Which timeline's segments recovery to `timeline` reads, newest first. An ancestor ends where it was left: its
 * later segments belong to a branch that nobody follows.
 */
export function branchesOf(
  timeline: number,
  histories: Histories,
  segmentBytes: number,
): Branch[] {
  const switches = histories.get(timeline) ?? [];
  const points = switches.map(each => segmentOfLsn(each.lsn, segmentBytes));
  return [...switches.map(each => each.parent), timeline]
    .map((each, i) => ({
      timeline: each,
      begin: points[i - 1] ?? 0,
      end: points[i] ?? Number.MAX_SAFE_INTEGER,
    }))
    .reverse();
}

/** Recovery to `timeline` can begin with a backup that ended at this point of its own timeline. */
export function descendsFrom(
  timeline: number,
  backup: { timeline: number; stopLsn: bigint },
  histories: Histories,
): boolean {
  if (timeline === backup.timeline) return true;
  return (histories.get(timeline) ?? []).some(
    each => each.parent === backup.timeline && each.lsn >= backup.stopLsn,
  );
}
