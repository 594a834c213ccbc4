import { Rollout } from '@plumbline/plugin-odoo-common';

export interface BudgetLeftProps {
  rollout: Pick<Rollout, 'failures' | 'failureBudget'>;
}

/** How many may fail yet before it pauses by itself. */
export function BudgetLeft(props: BudgetLeftProps) {
  const { failures, failureBudget } = props.rollout;
  const left = failureBudget - failures;
  return (
    <span>
      {left >= 0
        ? `budget left ${left} of ${failureBudget} (${failures} failed)`
        : `budget of ${failureBudget} is spent (${failures} failed)`}
    </span>
  );
}
