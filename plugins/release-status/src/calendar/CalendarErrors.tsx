import { TenantWindows } from '@plumbline/plugin-odoo-common';
import { Badge, Section } from '@plumbline/plugin-odoo-react';

export interface CalendarErrorsProps {
  tenants: readonly TenantWindows[];
}

/** Files of the repository that have to be mended or added before anybody knows when these tenants can be changed. */
export function CalendarErrors({ tenants }: CalendarErrorsProps) {
  const errors = tenants.flatMap(({ tenant, errors: found }) =>
    found.map(error => ({ tenant, ...error })),
  );
  if (errors.length === 0) return null;
  return (
    <Section title="Calendars that cannot be read">
      <ul>
        {errors.map(({ tenant, subject, file, line, message }) => (
          <li key={`${subject} ${file} ${line} ${message}`}>
            <Badge shape="octagon" tone="critical" word={tenant} />{' '}
            <code>{line === undefined ? file : `${file}:${line}`}</code>:{' '}
            {message}
          </li>
        ))}
      </ul>
    </Section>
  );
}
