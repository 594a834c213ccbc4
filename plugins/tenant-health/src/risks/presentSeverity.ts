import { Risk } from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

const SEVERITIES: Record<Risk['severity'], BadgeProps> = {
  warning: { shape: 'triangle', tone: 'degraded', word: 'warning' },
  critical: { shape: 'octagon', tone: 'critical', word: 'critical' },
};

export const presentSeverity = ({ severity }: Pick<Risk, 'severity'>) =>
  SEVERITIES[severity];
