const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS = [
  { size: DAY, symbol: 'd' },
  { size: HOUR, symbol: 'h' },
  { size: MINUTE, symbol: 'min' },
  { size: SECOND, symbol: 's' },
] as const;

/** The largest unit alone, rounded down: `12 s`, `46 min`, `6 d`. Milliseconds in. */
export function formatRoughDuration(milliseconds: number): string {
  const length = Math.abs(milliseconds);
  const unit = UNITS.find(({ size }) => length >= size) ?? UNITS[3];
  return `${Math.floor(length / unit.size)} ${unit.symbol}`;
}

/** The two largest units: `4 min 5 s`, `2 h`, `1 d 3 h`. Milliseconds in; below a second is `< 1 s`. */
export function formatDuration(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  const first = UNITS.findIndex(({ size }) => length >= size);
  if (first === -1) return '< 1 s';
  const parts = UNITS.slice(first, first + 2).reduce<{
    rest: number;
    words: string[];
  }>(
    ({ rest, words }, { size, symbol }) => {
      const count = Math.floor(rest / size);
      return {
        rest: rest - count * size,
        words: count > 0 ? [...words, `${count} ${symbol}`] : words,
      };
    },
    { rest: length, words: [] },
  );
  return parts.words.join(' ');
}

const ISO_DURATION =
  /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** An ISO 8601 duration of days and below (`PT4H`) in the same words; other text is returned as it is. */
export function formatIsoDuration(duration: string): string {
  const match = ISO_DURATION.exec(duration);
  if (!match) return duration;
  const [days, hours, minutes, seconds] = match
    .slice(1)
    .map(part => Number(part ?? 0));
  return formatDuration(
    days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND,
  );
}
