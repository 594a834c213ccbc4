import { GoldenPathStand } from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

/** Shape, colour and word of how the files of an environment stand. */
export const STANDS: Record<GoldenPathStand['state'], BadgeProps> = {
  'as-rendered': { shape: 'filled-circle', tone: 'ok', word: 'as rendered' },
  behind: { shape: 'triangle', tone: 'degraded', word: 'behind' },
  drifted: { shape: 'octagon', tone: 'critical', word: 'drifted' },
  unknown: { shape: 'question', tone: 'unknown', word: 'unknown' },
};

/** What one governed change would do about it; nothing where it cannot be told what it would do. */
export function remedyOf(
  { state, version }: GoldenPathStand,
  current: string,
): string | undefined {
  if (version !== current && state !== 'unknown') {
    return `Upgrade to ${current}`;
  }
  return state === 'drifted' ? 'Restore to the golden path' : undefined;
}
