import { TenantWindows } from '@plumbline/plugin-odoo-common';
import { useClock } from '@plumbline/plugin-odoo-react';

export interface ClosedByProps {
  windows: TenantWindows;
}

/** What closes now, or next in the month that is shown. */
export function ClosedBy({ windows }: ClosedByProps) {
  const { closed, errors } = windows;
  const index = useClock(now =>
    closed.findIndex(({ to }) => Date.parse(to) > now),
  );
  const span = closed[index];
  const known = span?.causes.join(', ');
  if (errors.length > 0) {
    const unread = 'a calendar cannot be read';
    return (
      <>
        {known
          ? `${known}, as far as is known: ${unread}`
          : `not known: ${unread}`}
      </>
    );
  }
  return <>{known ?? 'nothing more in this month'}</>;
}
