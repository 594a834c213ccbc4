import { EnvironmentRelease } from '@plumbline/plugin-odoo-common';
import { Section } from '@plumbline/plugin-odoo-react';

export interface EnvironmentReleaseViewProps {
  release: EnvironmentRelease;
}

export function EnvironmentReleaseView(props: EnvironmentReleaseViewProps) {
  return <Section title="Now">{props.release.current.version}</Section>;
}
