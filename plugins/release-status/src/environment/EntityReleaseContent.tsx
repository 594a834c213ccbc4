import { EnvironmentTab } from '@plumbline/plugin-odoo-react';
import { EnvironmentReleaseContent } from './EnvironmentReleaseContent';

/** The Release tab. */
export function EntityReleaseContent() {
  return (
    <EnvironmentTab>
      {environment => <EnvironmentReleaseContent environment={environment} />}
    </EnvironmentTab>
  );
}
