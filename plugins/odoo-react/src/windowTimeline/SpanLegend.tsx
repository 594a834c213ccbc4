import { useId } from 'react';
import { makeStyles } from '@material-ui/core/styles';
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

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.caption,
    listStyle: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 16px',
    margin: 0,
    padding: 0,
    '& li': { display: 'flex', alignItems: 'center', gap: 4 },
  },
}));

export interface SpanLegendProps {
  lanes: readonly TimelineLane[];
}

/** The kinds that the picture has. */
export function SpanLegend(props: SpanLegendProps) {
  const classes = useStyles();
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
    <ul className={classes.list} aria-label="Legend">
      {kinds.map(kind => (
        <li key={kind}>
          <svg width="20" height="12" aria-hidden focusable="false">
            <SpanPatterns gap={gap} unknown={unknown} />
            <rect
              width="20"
              height="12"
              fill={fill(kind)}
              stroke={palette[SPAN_TONES[kind]]}
            />
          </svg>
          {WORDS[kind]}
        </li>
      ))}
    </ul>
  );
}
