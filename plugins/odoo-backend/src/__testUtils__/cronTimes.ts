import { CalendarFloor } from '@plumbline/plugin-odoo-golden-path';
import { DateTime } from 'luxon';
import { civilDay } from '../calendar/civilDay';
import { LocalTime } from '../calendar/zonedInstant';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3600 * 1000;

/** A stretch of time, epoch milliseconds. */
export interface Stretch {
  from: number;
  to: number;
}

interface Fire {
  at: number;
  opens: boolean;
}

/**
 * When the floors are open, by KEDA's cron scaler (2.15): open is what comes before an end without a start in between.
 * A local time that a clock leaves out does not fire, one that comes twice fires twice, as robfig/cron does.
 */
export function openTimes(
  floors: readonly CalendarFloor[],
  window: Stretch,
): Stretch[] {
  const open = floors.flatMap(({ timeZone, start, end }) => {
    const fires = [
      ...firesOf(start, timeZone, window).map(at => ({ at, opens: true })),
      ...firesOf(end, timeZone, window).map(at => ({ at, opens: false })),
    ].sort((a, b) => a.at - b.at);
    return fires
      .map((fire, index): [Fire | undefined, Fire] => [fires[index - 1], fire])
      .filter(([, { opens }]) => !opens)
      .map(([before, { at }]) => ({ from: before?.at ?? window.from, to: at }));
  });
  return joined(open);
}

/** The autoscaler takes no pod away for a minute: a hole of one is none. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && from <= last.to + MINUTE_MS) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

function firesOf(cron: string, zone: string, { from, to }: Stretch): number[] {
  const [minute, hour, day, month, weekday] = cron.split(' ');
  const fires: number[] = [];
  const last = Math.ceil(to / DAY_MS) + 1;
  for (let number = Math.floor(from / DAY_MS) - 1; number <= last; number++) {
    const date = civilDay(number);
    const isNamed =
      names(day, date.day) &&
      names(month, date.month) &&
      names(weekday, (date.weekday + 1) % 7);
    if (isNamed) {
      const at = { hour: Number(hour), minute: Number(minute) };
      fires.push(...momentsOf({ ...date, ...at }, zone));
    }
  }
  return fires;
}

function momentsOf(
  local: Pick<LocalTime, 'year' | 'month' | 'day' | 'hour' | 'minute'>,
  zone: string,
): number[] {
  const { year, month, day, hour, minute } = local;
  const at = DateTime.fromObject({ year, month, day, hour, minute }, { zone });
  if (at.hour !== hour || at.minute !== minute) return [];
  return at.getPossibleOffsets().map(each => each.toMillis());
}

function names(field: string, value: number): boolean {
  return field.split(',').some(part => {
    if (part === '*') return true;
    const [from, to = from] = part.split('-').map(Number);
    return value >= from && value <= to;
  });
}
