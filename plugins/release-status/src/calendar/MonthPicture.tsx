import { makeStyles } from '@material-ui/core/styles';
import {
  MonthDay,
  TenantWindows,
  monthDays,
} from '@plumbline/plugin-odoo-common';
import {
  VisuallyHidden,
  hatching,
  paletteOf,
} from '@plumbline/plugin-odoo-react';

type Event = TenantWindows['events'][number];

const useStyles = makeStyles(theme => ({
  root: {
    width: '100%',
    tableLayout: 'fixed',
    borderCollapse: 'collapse',
    // The hidden words are cut off with the page around them.
    position: 'relative',
    '& caption': { textAlign: 'left', fontWeight: 600, padding: '4px 0' },
    '& th': { fontWeight: 600, textAlign: 'left', padding: 2 },
    '& td': {
      height: 52,
      padding: 2,
      verticalAlign: 'top',
      border: `1px solid ${theme.palette.divider}`,
    },
    '& ul': {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontSize: 11,
      lineHeight: '13px',
      // A day is 40 pixels wide at 360, and has room for `payroll`.
      [theme.breakpoints.down('xs')]: { fontSize: 10 },
      overflowWrap: 'anywhere',
    },
  },
  'all-day': {
    backgroundImage: hatching(paletteOf(theme).maintenance),
    backgroundColor: theme.palette.action.hover,
  },
  partly: { backgroundImage: hatching(paletteOf(theme).maintenance) },
  no: {},
  unknown: { backgroundImage: hatching(paletteOf(theme).unknown) },
}));

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export interface MonthPictureProps {
  entity: TenantWindows['legalEntities'][number];
  month: string;
  /** Of the legal entity. */
  events: readonly Event[];
  /** Of the tenant. */
  closed: TenantWindows['closed'];
  /** False while a calendar of the tenant cannot be read: then what is not closed need not be free. */
  isKnown: boolean;
}

/** What is not closed by the calendars that can be read is free only when all can. */
const stateOf = ({ closed }: MonthDay<Event>, isKnown: boolean) =>
  closed === 'no' && !isKnown ? 'unknown' : closed;

/** A month by the clock of one legal entity. */
export function MonthPicture(props: MonthPictureProps) {
  const { entity, month, events, closed, isKnown } = props;
  const { timeZone } = entity;
  const classes = useStyles();
  const weeks = monthDays({ month, timeZone, events, closed });
  return (
    <table className={classes.root}>
      <caption>
        {`${entity.id}, ${timeZone}${
          isKnown ? '' : ': not known whole, a calendar cannot be read'
        }`}
      </caption>
      <thead>
        <tr>
          {WEEKDAYS.map(weekday => (
            <th key={weekday} scope="col">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={index}>
            {week.map((day, weekday) => (
              <td
                key={WEEKDAYS[weekday]}
                className={day && classes[stateOf(day, isKnown)]}
                title={day && closedWords(day, isKnown)}
              >
                {day && <Day day={day} isKnown={isKnown} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function closedWords(day: MonthDay<Event>, isKnown: boolean) {
  const { closed, closedTimes } = day;
  if (closed === 'no') return isKnown ? undefined : 'Not known';
  return closed === 'all-day'
    ? 'Closed all day'
    : `Closed ${closedTimes.join(', ')}`;
}

function Day({ day, isKnown }: { day: MonthDay<Event>; isKnown: boolean }) {
  const words = closedWords(day, isKnown);
  return (
    <>
      {day.day}
      {words && <VisuallyHidden>{` ${words}`}</VisuallyHidden>}
      {day.events.length > 0 && (
        <ul>
          {day.events.map(event => (
            <li key={`${event.uid} ${event.from}`} title={event.title}>
              {event.kind}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
