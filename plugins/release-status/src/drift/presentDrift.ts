import { Drift, DriftKind } from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

/** What each kind compares. */
export const KIND_TITLES: Record<DriftKind, string> = {
  'golden-path': 'repository differs from the golden path',
  cluster: 'cluster differs from the repository',
  image: 'running image is not the released one',
  unledgered: 'commit past change control',
};

/** How bad it is; old evidence is grey, whatever it said. */
export function presentSeverity({
  severity,
  stale,
}: Pick<Drift, 'severity' | 'stale'>): BadgeProps {
  if (stale) {
    return {
      shape: 'hatched-circle',
      tone: 'unknown',
      word: `stale, was ${severity}`,
    };
  }
  return {
    shape: severity === 'critical' ? 'octagon' : 'triangle',
    tone: severity,
    word: severity,
  };
}
