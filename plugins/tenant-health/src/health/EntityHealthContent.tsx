import { EnvironmentTab } from '@plumbline/plugin-odoo-react';
import { EnvironmentHealth } from './EnvironmentHealth';

/** The Health tab. */
export function EntityHealthContent() {
  return (
    <EnvironmentTab>
      {environment => <EnvironmentHealth environment={environment} />}
    </EnvironmentTab>
  );
}
