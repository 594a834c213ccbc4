import { GateResult } from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '../status';

/** How each verdict of a gate, and each piece of its evidence, looks. */
export const GATE_BADGES: Record<GateResult['verdict'], BadgeProps> = {
  pass: { shape: 'check', tone: 'ok', word: 'pass' },
  fail: { shape: 'cross', tone: 'critical', word: 'fail' },
  blocked: {
    shape: 'barrier',
    tone: 'critical',
    word: 'blocked, could not be evaluated',
  },
  overridden: {
    shape: 'skipped-check',
    tone: 'degraded',
    word: 'overridden',
  },
  pending: { shape: 'hourglass', tone: 'maintenance', word: 'pending' },
};

type EvidenceVerdict = NonNullable<GateResult['evidence'][number]['verdict']>;

export const EVIDENCE_BADGES: Record<EvidenceVerdict, BadgeProps> = {
  pass: GATE_BADGES.pass,
  fail: GATE_BADGES.fail,
  error: { shape: 'barrier', tone: 'critical', word: 'error' },
  note: { shape: 'dash', tone: 'plain', word: 'note' },
};
