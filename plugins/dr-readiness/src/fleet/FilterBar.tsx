import { RECOVERY_BANDS, STAGES } from '@plumbline/plugin-odoo-common';
import { ListFilters, useOdooQuery } from '@plumbline/plugin-odoo-react';
import { RecoveryUrlState } from './recoveryUrl';

const CHOICES = [
  { name: 'stage', label: 'Stage', options: STAGES },
  { name: 'tier', label: 'Tier', options: ['1', '2', '3', '4'] },
  { name: 'band', label: 'Readiness', options: RECOVERY_BANDS },
] as const;

export interface FilterBarProps {
  url: RecoveryUrlState;
}

export function FilterBar(props: FilterBarProps) {
  // Suggestions only: without them every filter still works by typing.
  const choices = useOdooQuery((api, signal) => api.getChoices(signal), {
    key: 'choices',
  }).data;
  return (
    <ListFilters
      id="recovery"
      url={props.url}
      names={[
        {
          name: 'tenant',
          label: 'Tenant',
          suggestions: choices?.tenants.map(({ name }) => name) ?? [],
        },
        {
          name: 'region',
          label: 'Region',
          suggestions: choices?.regions.map(({ name }) => name) ?? [],
        },
      ]}
      choices={CHOICES}
    />
  );
}
