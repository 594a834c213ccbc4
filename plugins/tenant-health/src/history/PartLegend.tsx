import { useId } from 'react';
import { PatternLegend } from '@plumbline/plugin-odoo-react';
import { PartPatterns, patternOf } from './PartPatterns';
import { DayColumn, PARTS } from './dayColumns';
import { presentPart } from './presentPart';

export interface PartLegendProps {
  columns: readonly DayColumn[];
}

/** The patterns that the picture has. */
export function PartLegend(props: PartLegendProps) {
  const id = useId();
  const parts = PARTS.filter(part =>
    props.columns.some(({ seconds }) => seconds[part] > 0),
  );
  return (
    <PatternLegend
      patterns={<PartPatterns id={id} />}
      entries={parts.map(part => ({
        ...presentPart(part),
        fill: `url(#${patternOf(id, part)})`,
      }))}
    />
  );
}
