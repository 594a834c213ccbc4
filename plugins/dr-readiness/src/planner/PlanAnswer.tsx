import { Progress } from '@backstage/core-components';
import {
  EnvironmentRef,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { ErrorPanel, useOdooQuery } from '@plumbline/plugin-odoo-react';
import { PlanView } from './PlanView';

/** The store goes on while one reads. */
const POLL_MS = 60_000;

export interface PlanAnswerProps {
  environment: EnvironmentRef;
  to: string;
  onChoose: (at: string) => void;
}

export function PlanAnswer(props: PlanAnswerProps) {
  const { environment, to, onChoose } = props;
  const plan = useOdooQuery(
    (api, signal) => api.planRestore(environment, to, signal),
    { key: `${formatEnvironmentRef(environment)} ${to}`, pollMs: POLL_MS },
  );
  return (
    <div aria-live="polite">
      {plan.error && (
        <ErrorPanel
          title="The restore could not be planned"
          error={plan.error}
          stillWorks={plan.data && 'Shown is the answer of before.'}
          onRetry={plan.retry}
        />
      )}
      {plan.status === 'loading' && <Progress />}
      {plan.data && <PlanView plan={plan.data} onChoose={onChoose} />}
    </div>
  );
}
