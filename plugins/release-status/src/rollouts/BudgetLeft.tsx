import { Rollout, isBudgetSpent } from '@plumbline/plugin-odoo-common';

export interface BudgetLeftProps {
  rollout: Pick<Rollout, 'failures' | 'failureBudget' | 'acceptedFailures'>;
}

/** How many may fail yet before it pauses by itself. */
export function BudgetLeft(props: BudgetLeftProps) {
  const { failures, failureBudget, acceptedFailures } = props.rollout;
  const left = Math.max(failureBudget, acceptedFailures) - failures;
  if (isBudgetSpent(props.rollout)) {
    return (
      <span>{`budget of ${failureBudget} is spent (${failures} failed)`}</span>
    );
  }
  return (
    <span>
      {failures > failureBudget
        ? `gone on past its budget of ${failureBudget} (${failures} failed); one failure more pauses it`
        : `budget left ${left} of ${failureBudget} (${failures} failed)`}
    </span>
  );
}
