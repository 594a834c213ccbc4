import { Deployment } from '@plumbline/plugin-odoo-common';
import { Badge, RelativeTime } from '@plumbline/plugin-odoo-react';
import { presentOutcome } from '../outcome';
import { ContinuityFacts } from './ContinuityFacts';

export interface DeploymentFactsProps {
  deployment: Deployment;
}

/** How it came, how it did, and whether the business went on for the day after. */
export function DeploymentFacts(props: DeploymentFactsProps) {
  const { kind, appliedAt, outcome, because, continuity, restoredAt } =
    props.deployment;
  return (
    <>
      {kind} <RelativeTime at={appliedAt} what="Applied" />
      {': '}
      {/* How it is today is on the Health tab: what is told here is how it did. */}
      <Badge {...presentOutcome(outcome, false)} />
      {because && ` ${because}`}
      {restoredAt && (
        <>
          {', well again '}
          <RelativeTime at={restoredAt} what="Well again" />
        </>
      )}
      {'. '}
      <ContinuityFacts continuity={continuity} />
    </>
  );
}
