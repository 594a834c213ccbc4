import { useRef } from 'react';
import Button from '@material-ui/core/Button';
import { RECOVERY_BANDS, STAGES } from '@plumbline/plugin-odoo-common';
import {
  ChoiceFilter,
  FilterRow,
  NameFilter,
  SearchFilter,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
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
  const { url } = props;
  const search = useRef<HTMLInputElement>(null);
  // Suggestions only: without them every filter still works by typing.
  const choices = useOdooQuery((api, signal) => api.getChoices(signal), {
    key: 'choices',
  }).data;
  const names = [
    { name: 'tenant', label: 'Tenant', offered: choices?.tenants },
    { name: 'region', label: 'Region', offered: choices?.regions },
  ] as const;
  return (
    <FilterRow label="Filters">
      <SearchFilter
        id="recovery-q"
        inputRef={search}
        value={url.valueOf('q')}
        onChange={value => url.setParameter('q', value, { replace: true })}
      />
      {names.map(({ name, label, offered }) => (
        <NameFilter
          key={name}
          id={`recovery-${name}`}
          label={label}
          suggestions={offered?.map(choice => choice.name) ?? []}
          value={url.valueOf(name)}
          onChange={value => url.setParameter(name, value)}
        />
      ))}
      {CHOICES.map(({ name, ...filter }) => (
        <ChoiceFilter
          key={name}
          {...filter}
          id={`recovery-${name}`}
          value={url.valueOf(name)}
          onChange={value => url.setParameter(name, value)}
        />
      ))}
      {url.hasFilters && (
        <Button
          size="small"
          onClick={() => {
            url.clearFilters();
            // The button goes away; who uses the keyboard stays in the filters.
            search.current?.focus();
          }}
        >
          Clear filters
        </Button>
      )}
    </FilterRow>
  );
}
