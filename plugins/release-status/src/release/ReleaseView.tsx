import { ReleaseDetail } from '@plumbline/plugin-odoo-common';
import { Section } from '@plumbline/plugin-odoo-react';

export interface ReleaseViewProps {
  release: ReleaseDetail;
}

export function ReleaseView(props: ReleaseViewProps) {
  const { release } = props;
  return <Section title={release.version}>{release.digest}</Section>;
}
