import { useId } from 'react';
import { PatternLegend } from '../legend';
import { usePalette } from '../palette';
import { SPAN_TONES } from './LanePicture';
import { SpanPatterns } from './SpanPatterns';
import { SPAN_KINDS, SpanKind, TimelineLane } from './timelineModel';

const WORDS: Record<SpanKind, string> = {
  restorable: 'any moment restorable',
  attested: 'restorable, as a service says',
  gap: 'gap: not restorable',
  unknown: 'unknown',
};

export interface SpanLegendProps {
  lanes: readonly TimelineLane[];
}

/** The kinds that the picture has. */
export function SpanLegend(props: SpanLegendProps) {
  const palette = usePalette();
  const gap = useId();
  const unknown = useId();
  const fill = (kind: SpanKind) =>
    ({ gap: `url(#${gap})`, unknown: `url(#${unknown})` }[kind as string] ??
    palette[SPAN_TONES[kind]]);
  const kinds = SPAN_KINDS.filter(kind =>
    props.lanes.some(({ spans }) => spans.some(span => span.kind === kind)),
  );
  return (
    <PatternLegend
      patterns={<SpanPatterns gap={gap} unknown={unknown} />}
      entries={kinds.map(kind => ({
        word: WORDS[kind],
        fill: fill(kind),
        tone: SPAN_TONES[kind],
      }))}
    />
  );
}
