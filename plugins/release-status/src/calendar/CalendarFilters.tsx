import Button from '@material-ui/core/Button';
import { BUSINESS_EVENT_KINDS } from '@plumbline/plugin-odoo-common';
import {
  ChoiceFilter,
  FilterRow,
  NameFilter,
} from '@plumbline/plugin-odoo-react';
import { CalendarUrlState } from './calendarUrl';

export interface CalendarFiltersProps {
  url: CalendarUrlState;
}

export function CalendarFilters({ url }: CalendarFiltersProps) {
  return (
    <FilterRow label="Filters">
      <NameFilter
        id="calendar-tenant"
        label="Tenant"
        width={200}
        suggestions={[]}
        value={url.valueOf('tenant')}
        onChange={value => url.setParameter('tenant', value)}
      />
      <ChoiceFilter
        id="calendar-kind"
        label="Kind"
        options={BUSINESS_EVENT_KINDS}
        value={url.valueOf('kind')}
        onChange={value => url.setParameter('kind', value)}
      />
      {url.hasFilters && (
        <Button size="small" onClick={url.clearFilters}>
          Clear filters
        </Button>
      )}
    </FilterRow>
  );
}
