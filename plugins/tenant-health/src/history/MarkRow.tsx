import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { DailyHistory, TimelineMark } from '@plumbline/plugin-odoo-common';
import { formatInstant } from '@plumbline/plugin-odoo-react';
import { DayColumn } from './dayColumns';
import { placeOfMark } from './placeOfMark';

const KINDS: Record<TimelineMark['kind'], { sign: string; word: string }> = {
  change: { sign: '◆', word: 'Change' },
  'business-event': { sign: '▬', word: 'Business event' },
};

const useStyles = makeStyles(theme => ({
  /** The days themselves, where the words below them need more room. */
  days: { height: 3, backgroundColor: theme.palette.text.primary },
  marks: {
    ...theme.typography.caption,
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    rowGap: 2,
    '& li': {
      minWidth: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      paddingRight: 2,
    },
  },
}));

export interface MarkRowProps {
  columns: readonly DayColumn[];
  marks: DailyHistory['marks'];
}

/** What happened, under its days; links of which each can be reached by keyboard. */
export function MarkRow(props: MarkRowProps) {
  const { columns, marks } = props;
  const classes = useStyles();
  const placed = marks.flatMap(mark => {
    const place = placeOfMark(mark, columns);
    return place ? [{ mark, place }] : [];
  });
  if (placed.length === 0) return null;
  return (
    <ul
      className={classes.marks}
      aria-label="Changes and business events"
      style={{
        gridTemplateColumns: `repeat(${columns.length}, minmax(0, 1fr))`,
      }}
    >
      {placed.map(({ mark, place }) => {
        const { sign, word } = KINDS[mark.kind];
        const name = describeMark(mark);
        return (
          <li
            key={`${mark.kind} ${mark.from} ${mark.title}`}
            style={{ gridColumn: `${place.start} / span ${place.length}` }}
            title={name}
          >
            <div
              className={classes.days}
              style={{
                marginLeft: `${(place.lead / place.length) * 100}%`,
                width: `${(place.days / place.length) * 100}%`,
              }}
            />
            {mark.link ? (
              <Link to={mark.link} aria-label={`${word}: ${name}`}>
                {`${sign} ${mark.title}`}
              </Link>
            ) : (
              `${sign} ${mark.title}`
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** `Update, 26 Nov 2026, 18:00:05 GMT` */
export function describeMark({ title, from, to }: TimelineMark): string {
  const until = to ? ` to ${formatInstant(to)}` : '';
  return `${title}, ${formatInstant(from)}${until}`;
}
