import { DateTime } from 'luxon';
import { CalendarError } from './CalendarError';
import { checkRule } from './checkRule';
import { ContentLine } from './contentLines';

const LISTS = ['EXDATE', 'RDATE'];
const TIMES = ['DTSTART', 'DTEND', 'RECURRENCE-ID', ...LISTS];

const TIME = /^\d{8}T(?!24)\d{6}Z?$/;
const DAY = /^\d{8}$/;
const DURATION =
  /^[+-]?P(?=[\dT])(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/i;

/**
 * What ical.js would read as something else: events within events and further calendars, which it leaves out, times
 * that no clock shows, which it moves on, and what follows a value, which it passes over. Fails with CalendarError.
 */
export function checkLines(lines: readonly ContentLine[]): void {
  const open: string[] = [];
  lines.forEach((content, index) => {
    const { line, name } = content;
    const component = content.value.toUpperCase();
    if (name === 'BEGIN') {
      if (open.length === 0 && index > 0) {
        throw new CalendarError(
          line,
          `begins ${component} after the calendar; a file is one VCALENDAR`,
        );
      }
      const within = open.at(-1);
      if (component === 'VEVENT' && within && open.join() !== 'VCALENDAR') {
        throw new CalendarError(
          line,
          `an event begins inside of ${within}, whose END is missing`,
        );
      }
      open.push(component);
    } else if (name === 'END') {
      const expected = open.pop();
      if (expected !== component) {
        throw new CalendarError(
          line,
          `END:${component} where ${
            expected ? `END:${expected} has to be` : 'nothing is open'
          }`,
        );
      }
    } else if (open.at(-1) === 'VEVENT') checkValue(content);
  });
  const unclosed = open.pop();
  if (unclosed) {
    throw new CalendarError(
      lines.at(-1)?.line ?? 1,
      `END:${unclosed} is missing`,
    );
  }
}

function checkValue({ line, name, parameters, value }: ContentLine): void {
  const refuse = (rule: string): never => {
    throw new CalendarError(line, rule);
  };
  if (name === 'DURATION' && !DURATION.test(value)) {
    refuse(`DURATION ${value} is none such as PT4H or P2D`);
  }
  if (name === 'EXRULE') {
    refuse('EXRULE is of an older iCalendar; write EXDATE');
  }
  if (name === 'RRULE') {
    const until = /(?:^|;)UNTIL=([^;]*)/i.exec(value)?.[1];
    if (until !== undefined && !isTime(until) && !isDay(until)) {
      refuse(`UNTIL=${until} is no moment that there is`);
    }
    const wrong = checkRule(value);
    if (wrong) refuse(wrong);
  }
  if (!TIMES.includes(name)) return;
  const isDate = /;VALUE="?DATE"?(;|$)/.test(parameters);
  for (const each of LISTS.includes(name) ? value.split(',') : [value]) {
    if (each.includes('/')) {
      refuse(`${name} may not have periods; write each as an event of its own`);
    }
    if (!(isDate ? isDay(each) : isTime(each))) {
      refuse(
        isDate
          ? `${name} ${each} is no day that there is, such as 20261130`
          : `${name} ${each} is no time that there is, such as 20261130T180000; a day needs VALUE=DATE`,
      );
    }
    if (each.endsWith('Z') && /;TZID=/.test(parameters)) {
      refuse(
        `${name} ${each} is in UTC by its Z, and has a TZID: leave out one`,
      );
    }
  }
}

function isTime(value: string): boolean {
  return TIME.test(value) && DateTime.fromISO(value).isValid;
}

function isDay(value: string): boolean {
  return DAY.test(value) && DateTime.fromISO(value).isValid;
}
