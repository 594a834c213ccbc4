import { EnvironmentTab } from '@plumbline/plugin-odoo-react';
import { EnvironmentRecovery } from './EnvironmentRecovery';

/** The Recovery tab. */
export function EntityRecoveryContent() {
  return (
    <EnvironmentTab>
      {environment => <EnvironmentRecovery environment={environment} />}
    </EnvironmentTab>
  );
}
