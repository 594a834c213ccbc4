import { formatDuration } from '@plumbline/plugin-odoo-react';
import { DayColumn, PARTS, Part } from './dayColumns';
import { presentPart } from './presentPart';

/** `ok 22 h, degraded 2 h` */
export function describeParts({ seconds }: Pick<DayColumn, 'seconds'>): string {
  const held = PARTS.filter(part => seconds[part] > 0);
  return held
    .map(
      part =>
        `${presentPart(part).word} ${formatDuration(seconds[part] * 1000)}`,
    )
    .join(', ');
}

export const describeDay = (column: DayColumn) =>
  `${column.day}: ${describeParts(column)}`;

/** `30 days: 27 with nothing but ok, 1 at worst degraded, 2 not watched` */
export function describeDays(columns: readonly DayColumn[]): string {
  const counts = new Map<Part, number>();
  for (const { worst = 'unwatched' } of columns) {
    counts.set(worst, (counts.get(worst) ?? 0) + 1);
  }
  const words = PARTS.filter(part => counts.has(part)).map(
    part => `${counts.get(part)} ${atWorst(part)}`,
  );
  return `${columns.length} days: ${words.join(', ')}`;
}

function atWorst(part: Part): string {
  const { word } = presentPart(part);
  if (part === 'ok') return 'with nothing but ok';
  return part === 'unwatched' ? word : `at worst ${word}`;
}
