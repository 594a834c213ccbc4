import { Deployment } from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

type Outcome = Deployment['outcome'];

const OUTCOMES: Record<Outcome, BadgeProps> = {
  running: { shape: 'hourglass', tone: 'maintenance', word: 'running' },
  verified: { shape: 'check', tone: 'ok', word: 'verified' },
  failed: { shape: 'cross', tone: 'critical', word: 'failed' },
  replaced: { shape: 'dash', tone: 'plain', word: 'replaced' },
  unknown: { shape: 'question', tone: 'unknown', word: 'not verified' },
};

/** How a deployment did. Green only where it holds now: `isWell` says that fresh evidence finds the environment ok. */
export function presentOutcome(outcome: Outcome, isWell: boolean): BadgeProps {
  const plain = OUTCOMES[outcome];
  return outcome === 'verified' && !isWell
    ? { ...plain, tone: 'plain' }
    : plain;
}
