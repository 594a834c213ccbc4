import { ChangeState } from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

/** Shape, tone and word of every state of a change. Green is only for what is done. */
export const STATE_BADGES: Record<ChangeState, BadgeProps> = {
  proposed: { shape: 'hourglass', tone: 'maintenance', word: 'proposed' },
  gated: { shape: 'hourglass', tone: 'maintenance', word: 'gated' },
  'awaiting-approval': {
    shape: 'hourglass',
    tone: 'degraded',
    word: 'awaiting approval',
  },
  approved: { shape: 'hourglass', tone: 'maintenance', word: 'approved' },
  applied: { shape: 'hourglass', tone: 'maintenance', word: 'applied' },
  reconciling: { shape: 'hourglass', tone: 'maintenance', word: 'reconciling' },
  done: { shape: 'check', tone: 'ok', word: 'done' },
  blocked: { shape: 'barrier', tone: 'critical', word: 'blocked' },
  rejected: { shape: 'cross', tone: 'critical', word: 'rejected' },
  cancelled: { shape: 'dash', tone: 'plain', word: 'cancelled' },
  expired: { shape: 'dash', tone: 'plain', word: 'expired' },
  failed: { shape: 'cross', tone: 'critical', word: 'failed' },
};

/** Beside the state of a change that is committed and does not get on. */
export const STUCK_BADGE: BadgeProps = {
  shape: 'barrier',
  tone: 'critical',
  word: 'stuck',
};
