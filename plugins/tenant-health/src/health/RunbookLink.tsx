import { PROBES } from '@plumbline/plugin-odoo-common';
import { ExternalLink, VisuallyHidden } from '@plumbline/plugin-odoo-react';
import { ProbeObservation } from './groupByArea';

export interface RunbookLinkProps {
  observation: Pick<ProbeObservation, 'probe' | 'runbook'>;
}

/** What to look at and what to do about this probe, where the platform has written it down. */
export function RunbookLink(props: RunbookLinkProps) {
  const { probe, runbook } = props.observation;
  if (!runbook) return null;
  return (
    <ExternalLink href={runbook}>
      Runbook
      <VisuallyHidden>{` of ${PROBES[probe].title}`}</VisuallyHidden>
    </ExternalLink>
  );
}
