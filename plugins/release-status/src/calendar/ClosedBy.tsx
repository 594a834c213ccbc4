import { TenantWindows } from '@plumbline/plugin-odoo-common';
import { useClock } from '@plumbline/plugin-odoo-react';

export interface ClosedByProps {
  windows: TenantWindows;
}

/** What closes now, or next in the month that is shown. */
export function ClosedBy({ windows }: ClosedByProps) {
  const { closed } = windows;
  const index = useClock(now =>
    closed.findIndex(({ to }) => Date.parse(to) > now),
  );
  const span = closed[index];
  return <>{span ? span.causes.join(', ') : 'nothing more in this month'}</>;
}
