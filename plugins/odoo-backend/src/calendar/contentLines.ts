/** A line of iCalendar, unfolded (RFC 5545, 3.1). */
export interface ContentLine {
  /** Where it begins, from 1. */
  line: number;
  /** In capitals. */
  name: string;
  /** `;TZID=Europe/Dublin`, in capitals; empty without any. */
  parameters: string;
  value: string;
}

/** A colon within quotes is of a parameter. */
const CONTENT = /^([a-z0-9-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/i;

/** What is no line of iCalendar is left out: the parser says what is wrong with it. */
export function contentLines(text: string): ContentLine[] {
  const unfolded: { line: number; parts: string[] }[] = [];
  text.split(/\r?\n/).forEach((part, index) => {
    const last = unfolded.at(-1);
    if (last && /^[ \t]/.test(part)) last.parts.push(part.slice(1));
    else unfolded.push({ line: index + 1, parts: [part] });
  });
  return unfolded.flatMap(({ line, parts }) => {
    const found = CONTENT.exec(parts.join(''));
    if (!found) return [];
    const [, name, parameters, value] = found;
    return [
      {
        line,
        name: name.toUpperCase(),
        parameters: parameters.toUpperCase(),
        value: value.trim(),
      },
    ];
  });
}
