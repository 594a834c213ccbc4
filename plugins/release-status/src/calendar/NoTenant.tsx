import Button from '@material-ui/core/Button';
import { EmptyState } from '@plumbline/plugin-odoo-react';
import { CalendarUrlState } from './calendarUrl';

export interface NoTenantProps {
  url: CalendarUrlState;
}

export function NoTenant({ url }: NoTenantProps) {
  const tenant = url.valueOf('tenant');
  return tenant ? (
    <EmptyState
      title={`No tenant ${tenant}`}
      description="There is none of this name of whom you may see an environment."
      action={
        <Button variant="outlined" onClick={url.clearFilters}>
          Clear filters
        </Button>
      }
    />
  ) : (
    <EmptyState
      title="No tenants yet"
      description="A tenant is here as soon as it has an environment that you may see. Its calendars are files in calendars/ of the GitOps repository."
    />
  );
}
