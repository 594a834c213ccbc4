import { Time } from './records';

const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Clocks that differ by less are taken for equal. */
const TOLERANCE = MINUTE;

/** Milliseconds from a moment until now; a moment ahead, by a clock that is ahead, is now. */
export function elapsed(since: Time, now: Time): number {
  return Math.max(0, now - since);
}

/** Dated ahead of every clock there is: proves nothing about how recent it is. */
export function isAhead(time: Time, now: Time): boolean {
  return time - now > TOLERANCE;
}

/** How long patience has been asked for; without end where nobody knows since when, or the time is ahead. */
export function waited(since: Time | undefined, now: Time): number {
  return since === undefined || isAhead(since, now)
    ? Infinity
    : elapsed(since, now);
}

/** `45 s`, `12 min`, `3 h`, `2 d`. */
export function duration(milliseconds: number): string {
  if (milliseconds < MINUTE) return `${Math.round(milliseconds / SECOND)} s`;
  if (milliseconds < 2 * HOUR)
    return `${Math.floor(milliseconds / MINUTE)} min`;
  if (milliseconds < 2 * DAY) return `${Math.floor(milliseconds / HOUR)} h`;
  return `${Math.floor(milliseconds / DAY)} d`;
}

/** `2026-07-30 09:12 UTC` */
export function moment(time: Time): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** ` for 12 min`, or nothing when no object tells since when. */
export function forHowLong(since: Time | undefined, now: Time): string {
  return since === undefined ? '' : ` for ${duration(elapsed(since, now))}`;
}

/** Messages of controllers can hold whole stack traces. */
export function shorten(text: string, limit = 240): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

/** `1 pod`, `3 pods` */
export function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
