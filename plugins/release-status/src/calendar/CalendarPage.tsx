import { Content } from '@backstage/core-components';
import { LinkProblem } from '@plumbline/plugin-odoo-react';
import { CalendarFleet } from './CalendarFleet';
import { GitFreezes } from './GitFreezes';
import { readCalendarUrl, useCalendarUrl } from './calendarUrl';

/** `/calendar`: when each tenant can be changed, and which business events say so. */
export function CalendarPage() {
  const url = useCalendarUrl();
  const read = readCalendarUrl(url.parameters);
  return (
    <Content>
      {read.valid ? (
        <>
          <CalendarFleet query={read.query} url={url} />
          <GitFreezes />
        </>
      ) : (
        <LinkProblem problem={read.problem} onClear={url.clearFilters} />
      )}
    </Content>
  );
}
