import { RolloutDetail } from '@plumbline/plugin-odoo-common';
import { Section } from '@plumbline/plugin-odoo-react';

export interface RolloutViewProps {
  rollout: RolloutDetail;
  /** Called after a decision, whether it took effect or not. */
  onSteered: () => void;
}

export function RolloutView(props: RolloutViewProps) {
  const { rollout } = props;
  return <Section title={rollout.release}>{rollout.state}</Section>;
}
