import { EvidenceState, ObservedStatus } from '@plumbline/plugin-odoo-common';
import { Badge } from './Badge';
import { presentStatus } from './presentStatus';

export interface StatusBadgeProps {
  status: ObservedStatus;
  /** What the status rests on; fresh unless said otherwise. */
  evidence?: EvidenceState;
}

/** A verdict or the status of one probe, always the same shape, word and colour for the same thing. */
export function StatusBadge(props: StatusBadgeProps) {
  return <Badge {...presentStatus(props.status, props.evidence)} />;
}
