import { Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import {
  COMING_EVENTS_DAYS,
  SIGNAL_CHANNELS,
} from '@plumbline/plugin-odoo-common';
import {
  ColumnHeads,
  EmptyState,
  QueryPanel,
  ScrollTable,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { NextEventRow } from './NextEventRow';

const POLL_MS = 60_000;
const SHOWN = 5;

/** The business events ahead, each with whether it will be made by what is known now. */
export function NextEvents() {
  const events = useOdooQuery(
    (api, signal) => api.listComingEvents({ limit: SHOWN }, signal),
    {
      key: 'next business events',
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.verdicts,
    },
  );
  return (
    <QueryPanel
      query={events}
      what="The next business events"
      stillWorks="Every other part of this page still works."
    >
      {({ items, total, errors }, isOutdated) => (
        <>
          {items.length === 0 ? (
            <EmptyState
              isCompact
              title={`No business event in ${COMING_EVENTS_DAYS} days`}
              description="Payrolls, month ends and the like stand in the calendars of the repository that legal entities name."
            />
          ) : (
            <ScrollTable label="Next business events" minWidth={640}>
              <ColumnHeads
                titles={['Event', 'When', 'Will it be made?', 'Changes']}
              />
              <TableBody>
                {items.map(event => (
                  <NextEventRow
                    key={`${event.tenant} ${event.calendar} ${event.uid} ${event.from}`}
                    event={event}
                    isOutdated={isOutdated}
                  />
                ))}
              </TableBody>
            </ScrollTable>
          )}
          {errors.length > 0 && (
            <p role="note">
              {`What ${
                errors.length === 1 ? 'one calendar says' : 'some calendars say'
              } is not known: `}
              {errors.map(({ file }) => file).join(', ')}
            </p>
          )}
          <p>
            <Link to="/calendar" underline="always">
              {total > items.length
                ? `All ${total}, in the calendar`
                : 'The calendar'}
            </Link>
            . The load that an event brings is not forecast.
          </p>
        </>
      )}
    </QueryPanel>
  );
}
