import { RISK_TITLES, Risk } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  formatInstant,
  formatRelative,
  useClock,
} from '@plumbline/plugin-odoo-react';
import { presentSeverity } from './presentSeverity';

export interface RiskSummaryProps {
  /** The nearest first. */
  risks: readonly Risk[];
}

/** The nearest risk in few words, and how many more there are. */
export function RiskSummary(props: RiskSummaryProps) {
  const [nearest, ...others] = props.risks;
  const due = useClock(now =>
    nearest ? formatRelative(nearest.due, now) : '',
  );
  if (!nearest) return <>none</>;
  const more = others.length > 0 ? `, ${others.length} more` : '';
  return (
    <span
      title={`${nearest.summary}; due ${formatInstant(nearest.due)}; ${
        nearest.owner
      } has to act`}
    >
      <Badge {...presentSeverity(nearest)} />
      {`: ${RISK_TITLES[nearest.kind]} ${due}${more}`}
    </span>
  );
}
