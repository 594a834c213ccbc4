import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Tone, usePalette } from '../palette';

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

export interface PatternLegendProps {
  /** `fill`: a colour, or the URL of one of the patterns; `tone`: of the line around it. */
  entries: readonly { word: string; fill: string; tone: Tone }[];
  /** The `defs` of a picture that the fills are in. */
  patterns: ReactNode;
}

/** What the areas of a picture mean, each drawn as it is there. */
export function PatternLegend({ entries, patterns }: PatternLegendProps) {
  const classes = useStyles();
  const palette = usePalette();
  return (
    <ul className={classes.list} aria-label="Legend">
      {entries.map(({ word, fill, tone }) => (
        <li key={word}>
          <svg width="20" height="12" aria-hidden focusable="false">
            {patterns}
            <rect width="20" height="12" fill={fill} stroke={palette[tone]} />
          </svg>
          {word}
        </li>
      ))}
    </ul>
  );
}
