import { Deployment } from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

/** The business-continuity check of the day after verification. It tells of that day, so it is not green. */
export const CONTINUITY_BADGES: Record<
  Deployment['continuity']['verdict'],
  BadgeProps
> = {
  pending: { shape: 'hourglass', tone: 'maintenance', word: '24 h check runs' },
  ok: { shape: 'check', tone: 'plain', word: '24 h check passed' },
  failed: { shape: 'cross', tone: 'critical', word: '24 h check failed' },
  'not-judged': {
    shape: 'question',
    tone: 'unknown',
    word: '24 h check not judged',
  },
};
