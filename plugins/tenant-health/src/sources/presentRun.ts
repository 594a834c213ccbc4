import { Source } from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

/** How a source stands, the worst first. */
export const STANDS = [
  'failed',
  'partial',
  'never-ran',
  'not-available',
  'ok',
] as const;
export type Stand = (typeof STANDS)[number];

export const PRESENTATIONS: Record<Stand, BadgeProps> = {
  ok: { shape: 'filled-circle', tone: 'ok', word: 'ok' },
  partial: { shape: 'half-ring', tone: 'degraded', word: 'partial' },
  failed: { shape: 'octagon', tone: 'critical', word: 'failed' },
  'never-ran': { shape: 'question', tone: 'unknown', word: 'never ran' },
  'not-available': {
    shape: 'barrier',
    tone: 'unknown',
    word: 'not available',
  },
};

/** One that never ran is unknown, not ok. */
export function standOf(source: Source): Stand {
  if (source.notAvailable) return 'not-available';
  return source.lastRun?.outcome ?? 'never-ran';
}
