import { useId } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { usePalette } from '@plumbline/plugin-odoo-react';
import { PartPatterns, patternOf } from './PartPatterns';
import { DayColumn, PARTS } from './dayColumns';
import { presentPart } from './presentPart';

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

export interface PartLegendProps {
  columns: readonly DayColumn[];
}

/** The patterns that the picture has. */
export function PartLegend(props: PartLegendProps) {
  const classes = useStyles();
  const palette = usePalette();
  const id = useId();
  const parts = PARTS.filter(part =>
    props.columns.some(({ seconds }) => seconds[part] > 0),
  );
  return (
    <ul className={classes.list} aria-label="Legend">
      {parts.map(part => (
        <li key={part}>
          <svg width="20" height="12" aria-hidden focusable="false">
            <PartPatterns id={id} />
            <rect
              width="20"
              height="12"
              fill={`url(#${patternOf(id, part)})`}
              stroke={palette[presentPart(part).tone]}
            />
          </svg>
          {presentPart(part).word}
        </li>
      ))}
    </ul>
  );
}
