import {
  BUSINESS_EVENT_KINDS,
  monthOf,
  monthRange,
} from '@plumbline/plugin-odoo-common';
import {
  Pager,
  QueryPanel,
  useClock,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { CalendarErrors } from './CalendarErrors';
import { CalendarFilters } from './CalendarFilters';
import { CalendarUrl, CalendarUrlState } from './calendarUrl';
import { NoTenant } from './NoTenant';
import { TenantCalendar } from './TenantCalendar';
import { WindowTable } from './WindowTable';

const POLL_MS = 30_000;

export interface CalendarFleetProps {
  query: CalendarUrl;
  url: CalendarUrlState;
}

export function CalendarFleet(props: CalendarFleetProps) {
  const { query, url } = props;
  const { kind: kinds = BUSINESS_EVENT_KINDS, month: chosen, ...rest } = query;
  const thisMonth = useClock(now => monthOf(new Date(now)));
  const month = chosen ?? thisMonth;
  const asked = { ...rest, ...monthRange(month) };
  const windows = useOdooQuery(
    (api, signal) => api.listWindows(asked, signal),
    { key: JSON.stringify(asked), pollMs: POLL_MS, keepPrevious: true },
  );
  return (
    <>
      <CalendarFilters url={url} />
      <QueryPanel
        query={windows}
        what="The calendar"
        stillWorks="The gate Calendar of every change asks the same files by itself."
      >
        {(list, isOutdated) =>
          list.items.length === 0 ? (
            <NoTenant url={url} />
          ) : (
            <>
              <WindowTable
                tenants={list.items}
                url={url}
                isOutdated={isOutdated}
                isBusy={windows.isRefreshing}
              />
              <Pager
                shown={list.items.length}
                total={list.total}
                noun="tenants"
                onPrevious={url.hasPrevious ? url.toPrevious : undefined}
                onNext={
                  list.nextCursor
                    ? () => url.toNext(list.nextCursor ?? '')
                    : undefined
                }
              />
              <CalendarErrors tenants={list.items} />
              {list.items.length === 1 && (
                <TenantCalendar
                  windows={list.items[0]}
                  month={month}
                  kinds={kinds}
                  url={url}
                />
              )}
            </>
          )
        }
      </QueryPanel>
    </>
  );
}
