import { ReactNode } from 'react';
import {
  FilterRow,
  NameFilter,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { Subject } from './subject';

export interface SubjectFormProps {
  subject: Subject | undefined;
  onChange: (subject: Subject) => void;
  /** Beside it. */
  children: ReactNode;
}

/** A tenant or a region, typed or chosen; the one given last counts. */
export function SubjectForm(props: SubjectFormProps) {
  const { subject, onChange } = props;
  // Suggestions only: without them a name can still be typed.
  const choices = useOdooQuery((api, signal) => api.getChoices(signal), {
    key: 'choices',
  }).data;
  return (
    <FilterRow label="Whose recovery">
      <NameFilter
        id="order-tenant"
        width={200}
        label="Tenant"
        suggestions={choices?.tenants.map(({ name }) => name) ?? []}
        value={subject && 'tenant' in subject ? subject.tenant : ''}
        onChange={tenant => tenant && onChange({ tenant })}
      />
      <NameFilter
        id="order-region"
        width={200}
        label="Region"
        suggestions={choices?.regions.map(({ name }) => name) ?? []}
        value={subject && 'region' in subject ? subject.region : ''}
        onChange={region => region && onChange({ region })}
      />
      {props.children}
    </FilterRow>
  );
}
