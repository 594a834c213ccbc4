import { RecoverySummary } from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

type TestOutcome = Pick<
  NonNullable<RecoverySummary['lastTest']>,
  'outcome' | 'proof'
>;

/** Green is only what passed and is signed: what is merely claimed earns nothing. */
export function presentTest({ outcome, proof }: TestOutcome): BadgeProps {
  if (outcome === 'failed') {
    return {
      shape: 'cross',
      tone: 'critical',
      word: proof === 'signed' ? 'failed, signed' : 'failed, only claimed',
    };
  }
  return proof === 'signed'
    ? { shape: 'check', tone: 'ok', word: 'passed, signed' }
    : { shape: 'question', tone: 'unknown', word: 'passed, only claimed' };
}
