import { useRef } from 'react';
import Button from '@material-ui/core/Button';
import {
  EVIDENCE_STATES,
  EnvironmentSummary,
  STAGES,
  VERDICT_STATUSES,
} from '@plumbline/plugin-odoo-common';
import {
  ChoiceFilter,
  FilterRow,
  NameFilter,
  SearchFilter,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { FilterName, FleetUrlState } from './fleetUrl';

const CHOICES = [
  { name: 'stage', label: 'Stage', options: STAGES },
  { name: 'tier', label: 'Tier', options: ['1', '2', '3', '4'] },
  { name: 'verdict', label: 'Verdict', options: VERDICT_STATUSES },
  { name: 'evidence', label: 'Evidence', options: EVIDENCE_STATES },
] as const;

export interface FilterBarProps {
  url: FleetUrlState;
  /** The rows shown, for suggestions of what the forms do not offer. */
  environments: readonly EnvironmentSummary[];
}

export function FilterBar(props: FilterBarProps) {
  const { url, environments } = props;
  const search = useRef<HTMLInputElement>(null);
  // Suggestions only: without them every filter still works by typing.
  const choices = useOdooQuery((api, signal) => api.getChoices(signal), {
    key: 'choices',
  }).data;
  const clusters = environments.map(({ placement }) => placement.cluster);
  const names: { name: FilterName; label: string; suggestions: string[] }[] = [
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
    {
      name: 'cluster',
      label: 'Cluster',
      suggestions: [...new Set(clusters)].sort(),
    },
  ];
  return (
    <FilterRow label="Filters">
      <SearchFilter
        id="fleet-q"
        inputRef={search}
        value={url.valueOf('q')}
        onChange={value => url.setParameter('q', value, { replace: true })}
      />
      {names.map(({ name, ...filter }) => (
        <NameFilter
          key={name}
          {...filter}
          id={`fleet-${name}`}
          value={url.valueOf(name)}
          onChange={value => url.setParameter(name, value)}
        />
      ))}
      {CHOICES.map(({ name, ...filter }) => (
        <ChoiceFilter
          key={name}
          {...filter}
          id={`fleet-${name}`}
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
