import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  BusinessEventKind,
  TenantWindows,
  monthAfter,
} from '@plumbline/plugin-odoo-common';
import { Section } from '@plumbline/plugin-odoo-react';
import { CalendarUrlState } from './calendarUrl';
import { EventTable } from './EventTable';
import { MonthPicture } from './MonthPicture';

const useStyles = makeStyles({
  months: { display: 'flex', gap: 8, alignItems: 'center' },
  pictures: {
    display: 'grid',
    // At 360 pixels one below the other.
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 340px), 1fr))',
    gap: 16,
  },
});

const monthFormat = new Intl.DateTimeFormat('en-GB', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

const monthInWords = (month: string) =>
  monthFormat.format(new Date(`${month}-01T00:00:00Z`));

export interface TenantCalendarProps {
  windows: TenantWindows;
  month: string;
  kinds: readonly BusinessEventKind[];
  url: CalendarUrlState;
}

/** A month of one tenant: a picture for each legal entity in its own zone, and every event in words. */
export function TenantCalendar(props: TenantCalendarProps) {
  const { windows, month, kinds, url } = props;
  const classes = useStyles();
  const events = windows.events.filter(({ kind }) => kinds.includes(kind));
  const step = (months: number) =>
    url.setParameter('month', monthAfter(month, months));
  return (
    <Section
      title={`${windows.tenant} in ${monthInWords(month)}`}
      aside={
        <div className={classes.months}>
          <Button size="small" onClick={() => step(-1)}>
            Previous month
          </Button>
          <Button size="small" onClick={() => step(1)}>
            Next month
          </Button>
        </div>
      }
    >
      <Typography variant="body2" paragraph>
        Hatched: closed to changes, whichever legal entity closes it. A
        roll-back passes at any time.
        {windows.errors.length > 0 &&
          ' Hatched grey: not known, for a calendar cannot be read; it may be closed.'}
      </Typography>
      <div className={classes.pictures}>
        {windows.legalEntities.map(entity => (
          <MonthPicture
            key={`${entity.id} ${entity.calendar}`}
            entity={entity}
            month={month}
            events={events.filter(
              ({ legalEntity, calendar }) =>
                legalEntity === entity.id && calendar === entity.calendar,
            )}
            closed={windows.closed}
            isKnown={windows.errors.length === 0}
          />
        ))}
      </div>
      <EventTable events={events} windows={windows} />
    </Section>
  );
}
