import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import {
  EVIDENCE_STATES,
  EnvironmentSummary,
  STAGES,
  VERDICT_STATUSES,
} from '@plumbline/plugin-odoo-common';
import { ListFilters, useOdooQuery } from '@plumbline/plugin-odoo-react';
import { IncidentFilter } from './IncidentFilter';
import { FleetUrlState } from './fleetUrl';

const CHOICES = [
  { name: 'stage', label: 'Stage', options: STAGES },
  { name: 'tier', label: 'Tier', options: ['1', '2', '3', '4'] },
  { name: 'verdict', label: 'Verdict', options: VERDICT_STATUSES },
  { name: 'evidence', label: 'Evidence', options: EVIDENCE_STATES },
] as const;

/** About the time in which a release or a night's work shows what it did. */
const LATELY = 'PT2H';

const distinct = (names: readonly string[]) => [...new Set(names)].sort();

export interface FilterBarProps {
  url: FleetUrlState;
  /** The rows shown, for suggestions of what the forms do not offer. */
  environments: readonly EnvironmentSummary[];
}

export function FilterBar(props: FilterBarProps) {
  const { url, environments } = props;
  // Suggestions only: without them every filter still works by typing.
  const choices = useOdooQuery((api, signal) => api.getChoices(signal), {
    key: 'choices',
  }).data;
  const placements = environments.map(({ placement }) => placement);
  return (
    <ListFilters
      id="fleet"
      url={url}
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
        {
          name: 'cluster',
          label: 'Cluster',
          suggestions: distinct(placements.map(({ cluster }) => cluster)),
        },
        {
          name: 'databaseServer',
          label: 'Database server',
          suggestions: distinct(
            placements.map(({ databaseServer }) => databaseServer),
          ),
          isSeldom: true,
        },
        {
          name: 'goldenPath',
          label: 'Golden path',
          suggestions: distinct(
            environments.map(({ goldenPath }) => goldenPath),
          ),
          isSeldom: true,
        },
        {
          name: 'owner',
          label: 'Owner',
          suggestions: distinct(
            choices?.tenants.map(({ owner }) => owner) ?? [],
          ),
          isSeldom: true,
        },
      ]}
      choices={CHOICES}
    >
      <IncidentFilter url={url} />
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            checked={url.valueOf('changedWithin') !== ''}
            onChange={event =>
              url.setParameter(
                'changedWithin',
                event.target.checked ? LATELY : '',
              )
            }
          />
        }
        label="Changed in the last 2 hours"
      />
    </ListFilters>
  );
}
