const WEEKDAY = '(?:SU|MO|TU|WE|TH|FR|SA)';
const COUNTED = '[+-]?\\d{1,3}';

/** RFC 5545, 3.3.10: what each part may be, and how far its numbers reach. */
const PARTS: Readonly<Record<string, { value: string; most?: number }>> = {
  FREQ: { value: '(?:SECOND|MINUTE|HOUR|DAI|WEEK|MONTH|YEAR)LY' },
  UNTIL: { value: '.*' },
  COUNT: { value: '\\d{1,9}' },
  INTERVAL: { value: '0*[1-9]\\d{0,5}' },
  BYSECOND: { value: listOf('\\d{1,2}'), most: 60 },
  BYMINUTE: { value: listOf('\\d{1,2}'), most: 59 },
  BYHOUR: { value: listOf('\\d{1,2}'), most: 23 },
  BYDAY: { value: listOf(`(?:[+-]?0*[1-9]\\d?)?${WEEKDAY}`), most: 53 },
  BYMONTHDAY: { value: listOf(COUNTED), most: 31 },
  BYYEARDAY: { value: listOf(COUNTED), most: 366 },
  BYWEEKNO: { value: listOf(COUNTED), most: 53 },
  BYMONTH: { value: listOf('0*[1-9]\\d?'), most: 12 },
  BYSETPOS: { value: listOf(COUNTED), most: 366 },
  WKST: { value: WEEKDAY },
};

function listOf(item: string): string {
  return `${item}(?:,${item})*`;
}

/**
 * What is wrong with the text of an RRULE, in words; undefined when it is one. ical.js reads `BYMONTHDAY=1 5` as the
 * first, an INTERVAL of 0 as 1, of two BYDAY the second, and passes over parts that it does not know.
 */
export function checkRule(rule: string): string | undefined {
  const seen = new Set<string>();
  for (const written of rule.split(';')) {
    const [name, ...rest] = written.split('=');
    const value = rest.join('=');
    const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (!part) {
      return `RRULE may not have ${written}; its parts are ${Object.keys(
        PARTS,
      ).join(', ')}`;
    }
    if (seen.has(name)) return `RRULE has ${name} twice; give it one list`;
    seen.add(name);
    if (!new RegExp(`^${part.value}$`).test(value)) {
      return `RRULE may not have ${written}`;
    }
    const numbers = value.match(/\d+/g) ?? [];
    const { most } = part;
    if (most !== undefined && numbers.some(each => Number(each) > most)) {
      return `RRULE may not have ${written}: ${name} goes to ${most}`;
    }
  }
  const others = [...seen].filter(name => /^BY(?!SETPOS)/.test(name));
  return seen.has('BYSETPOS') && others.length === 0
    ? 'RRULE may have BYSETPOS only beside another part that begins with BY, of whose days it takes some'
    : undefined;
}
