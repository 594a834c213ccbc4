import type { Environment } from '@marcbachmann/cel-js';
import { replacementOf } from '../dialect';
import { CelEvaluationError } from '../errors';
import { declare } from './declare';

const TIMESTAMP = 'google.protobuf.Timestamp';
const DURATION = 'google.protobuf.Duration';
const OFFSET = /^([+-]?)(\d{2}):(\d{2})$/;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The same clock, in UTC: what its getters say is what is read in the zone. */
function inZone(moment: Date, zone: string): Date {
  const [, sign, hours, minutes] = OFFSET.exec(zone) ?? [];
  if (hours !== undefined) {
    const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE;
    return new Date(moment.getTime() + (sign === '-' ? -offset : offset));
  }
  const fields = new Map(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const field = (name: Intl.DateTimeFormatPartTypes) => fields.get(name) ?? 0;
  const clock = new Date(0);
  clock.setUTCFullYear(field('year'), field('month') - 1, field('day'));
  clock.setUTCHours(
    field('hour'),
    field('minute'),
    field('second'),
    moment.getUTCMilliseconds(),
  );
  return clock;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (cause) {
    throw new CelEvaluationError(`there is no time zone '${zone}'`, { cause });
  }
}

const GETTERS: Readonly<Record<string, (clock: Date) => number>> = {
  getDate: clock => clock.getUTCDate(),
  getDayOfMonth: clock => clock.getUTCDate() - 1,
  getDayOfWeek: clock => clock.getUTCDay(),
  getDayOfYear: clock =>
    Math.floor(
      (clock.getTime() - Date.UTC(clock.getUTCFullYear(), 0, 1)) / DAY,
    ),
  getFullYear: clock => clock.getUTCFullYear(),
  getHours: clock => clock.getUTCHours(),
  getMilliseconds: clock => clock.getUTCMilliseconds(),
  getMinutes: clock => clock.getUTCMinutes(),
  getMonth: clock => clock.getUTCMonth(),
  getSeconds: clock => clock.getUTCSeconds(),
};

interface Duration {
  seconds: bigint;
  nanos: number;
}

/**
 * The parts of timestamps and durations. Those of the engine go through the
 * clock of the machine, and are an hour or a day off where it changes to summer time.
 */
export function registerTimestamps(environment: Environment): void {
  for (const [name, read] of Object.entries(GETTERS)) {
    const method = `${TIMESTAMP}.${replacementOf(name)}`;
    declare(environment, {
      [`${method}(): int`]: (moment: Date) => BigInt(read(moment)),
      [`${method}(string): int`]: (moment: Date, zone: string) =>
        BigInt(read(inZone(moment, zone))),
    });
  }
  declare(environment, {
    [`${DURATION}.${replacementOf('getHours')}(): int`]: ({
      seconds,
    }: Duration) => seconds / 3600n,
    [`${DURATION}.${replacementOf('getMinutes')}(): int`]: ({
      seconds,
    }: Duration) => seconds / 60n,
    [`${DURATION}.${replacementOf('getSeconds')}(): int`]: ({
      seconds,
    }: Duration) => seconds,
    // Of a duration all of it, of a timestamp what is beyond its seconds.
    [`${DURATION}.${replacementOf('getMilliseconds')}(): int`]: ({
      seconds,
      nanos,
    }: Duration) => seconds * 1000n + BigInt(Math.trunc(nanos / 1_000_000)),
  });
}
