import { Source } from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

type Outcome = NonNullable<Source['lastRun']>['outcome'];

const OUTCOMES: Record<Outcome, BadgeProps> = {
  ok: { shape: 'filled-circle', tone: 'ok', word: 'ok' },
  partial: { shape: 'half-ring', tone: 'degraded', word: 'partial' },
  failed: { shape: 'octagon', tone: 'critical', word: 'failed' },
};

/** How the source stands; one that never ran is unknown, not ok. */
export function presentRun(source: Source): BadgeProps {
  if (source.notAvailable) {
    return { shape: 'barrier', tone: 'unknown', word: 'not available' };
  }
  return source.lastRun
    ? OUTCOMES[source.lastRun.outcome]
    : { shape: 'question', tone: 'unknown', word: 'never ran' };
}
