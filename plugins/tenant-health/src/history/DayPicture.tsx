import { useId } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { StatusShape, usePalette } from '@plumbline/plugin-odoo-react';
import { PartPatterns, patternOf } from './PartPatterns';
import { DayColumn, PARTS, placeOf } from './dayColumns';
import { describeDay } from './describeDay';
import { presentPart } from './presentPart';

const SHAPES = 14;
const HEIGHT = 96;
/** Shapes are left out where they would cover each other. */
const MOST_SHAPES = 31;

const useStyles = makeStyles(theme => ({
  picture: {
    width: '100%',
    display: 'block',
    overflow: 'visible',
    backgroundColor: theme.palette.background.paper,
  },
}));

export interface DayPictureProps {
  /** Says in a sentence what the picture shows. */
  label: string;
  columns: readonly DayColumn[];
}

/** A column a day, filled from below by what held for how long; the worst of the day above it. */
export function DayPicture(props: DayPictureProps) {
  const { label, columns } = props;
  const classes = useStyles();
  const palette = usePalette();
  const id = useId();
  const width = 100 / columns.length;
  const toY = (percent: number) => SHAPES + (percent / 100) * HEIGHT;
  return (
    <svg
      className={classes.picture}
      height={SHAPES + HEIGHT}
      role="img"
      aria-label={label}
    >
      <PartPatterns id={id} />
      {columns.map((column, index) => (
        <g key={column.day}>
          <title>{describeDay(column)}</title>
          {PARTS.map(part => {
            const { top, height } = placeOf(column, part);
            return (
              height > 0 && (
                <rect
                  key={part}
                  x={`${index * width}%`}
                  y={toY(top)}
                  width={`${width * 0.9}%`}
                  // A minute in a day must still be seen.
                  height={Math.max((height / 100) * HEIGHT, 2)}
                  fill={`url(#${patternOf(id, part)})`}
                />
              )
            );
          })}
          {column.worst &&
            column.worst !== 'ok' &&
            columns.length <= MOST_SHAPES && (
              <svg x={`${(index + 0.45) * width}%`} y="0" overflow="visible">
                <g
                  transform="translate(-5 1) scale(0.62)"
                  style={{ color: palette[presentPart(column.worst).tone] }}
                >
                  <StatusShape name={presentPart(column.worst).shape} />
                </g>
              </svg>
            )}
        </g>
      ))}
    </svg>
  );
}
