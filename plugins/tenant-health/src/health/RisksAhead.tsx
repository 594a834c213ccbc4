import { RISK_TITLES, Risk } from '@plumbline/plugin-odoo-common';
import { Badge, BadgeProps, Section } from '@plumbline/plugin-odoo-react';
import { DueTime } from './DueTime';

const SEVERITIES: Record<Risk['severity'], BadgeProps> = {
  warning: { shape: 'triangle', tone: 'degraded', word: 'warning' },
  critical: { shape: 'octagon', tone: 'critical', word: 'critical' },
};

export interface RisksAheadProps {
  /** The nearest first. */
  risks: readonly Risk[];
}

/** What is fine now and will not be; it is no part of the verdict. */
export function RisksAhead(props: RisksAheadProps) {
  const { risks } = props;
  if (risks.length === 0) return null;
  return (
    <Section title="Risk ahead">
      <ul>
        {risks.map(({ kind, severity, due, summary }) => (
          <li key={`${kind} ${due}`}>
            <Badge {...SEVERITIES[severity]} />
            {` ${RISK_TITLES[kind]}, `}
            <DueTime due={due} />
            {`: ${summary}`}
          </li>
        ))}
      </ul>
    </Section>
  );
}
