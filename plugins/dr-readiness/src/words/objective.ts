import {
  LOSS_SCENARIOS,
  LossScenario,
  Objective,
  RecoverySummary,
} from '@plumbline/plugin-odoo-common';
import { BadgeProps, formatDuration } from '@plumbline/plugin-odoo-react';

const BADGES: Record<Objective['state'], BadgeProps> = {
  met: { shape: 'check', tone: 'ok', word: 'met' },
  missed: { shape: 'octagon', tone: 'critical', word: 'missed' },
  none: { shape: 'cross', tone: 'critical', word: 'nothing restorable' },
  unknown: { shape: 'question', tone: 'unknown', word: 'unknown' },
  'not-demanded': { shape: 'dash', tone: 'plain', word: 'no target' },
};

/** Whether the target is met. */
export function presentObjective({ state }: Objective): BadgeProps {
  return BADGES[state];
}

/** `4 min / 5 min`: what was measured, and next to it its target. */
export function formatObjective(objective: Objective): string {
  const { state, seconds, targetSeconds } = objective;
  const measured =
    seconds === null ? 'unknown' : formatDuration(seconds * 1000);
  const target =
    targetSeconds === null ? 'no target' : formatDuration(targetSeconds * 1000);
  return state === 'none' ? `all / ${target}` : `${measured} / ${target}`;
}

const FROM_BAD_TO_GOOD: readonly Objective['state'][] = [
  'none',
  'missed',
  'unknown',
  'met',
  'not-demanded',
];

const rank = ({ state, seconds, targetSeconds }: Objective) => {
  const ratio = seconds && targetSeconds ? seconds / targetSeconds : 0;
  // The ratio only orders within a state: squeezed below 1.
  return FROM_BAD_TO_GOOD.indexOf(state) + 1 / (1 + ratio);
};

/** The scenario that counts: the one in which most is lost against its target. */
export function worstScenario(rpo: RecoverySummary['rpo']): LossScenario {
  return [...LOSS_SCENARIOS].sort((a, b) => rank(rpo[a]) - rank(rpo[b]))[0];
}
