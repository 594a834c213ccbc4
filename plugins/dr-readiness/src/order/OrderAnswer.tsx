import { Progress } from '@backstage/core-components';
import {
  EmptyState,
  ErrorPanel,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { OrderDocument } from './OrderDocument';
import { Subject } from './subject';

const POLL_MS = 60_000;

export interface OrderAnswerProps {
  subject: Subject;
}

export function OrderAnswer(props: OrderAnswerProps) {
  const { subject } = props;
  const order = useOdooQuery(
    (api, signal) => api.getRecoveryOrder(subject, signal),
    { key: JSON.stringify(subject), pollMs: POLL_MS },
  );
  return (
    <>
      {order.error && (
        <ErrorPanel
          title="The recovery order could not be loaded"
          error={order.error}
          stillWorks={
            order.data
              ? 'Shown is what was loaded last.'
              : 'It is also published daily as a plain document outside of the portal’s own region.'
          }
          onRetry={order.retry}
        />
      )}
      {order.status === 'loading' && <Progress />}
      {order.data?.steps.length === 0 && (
        <EmptyState
          title="Nothing to bring back"
          description="No environment that you may read belongs to it."
        />
      )}
      {order.data && order.data.steps.length > 0 && (
        <OrderDocument order={order.data} />
      )}
    </>
  );
}
