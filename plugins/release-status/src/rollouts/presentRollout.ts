import {
  ROLLOUT_STEPS,
  RolloutItem,
  RolloutState,
} from '@plumbline/plugin-odoo-common';
import { BadgeProps } from '@plumbline/plugin-odoo-react';

/** How the state of a rollout looks. What was done once proves nothing of now, so nothing of it is green. */
export const ROLLOUT_BADGES: Record<RolloutState, BadgeProps> = {
  running: { shape: 'hourglass', tone: 'maintenance', word: 'running' },
  paused: { shape: 'barrier', tone: 'degraded', word: 'paused' },
  stopped: { shape: 'cross', tone: 'critical', word: 'stopped' },
  done: { shape: 'check', tone: 'plain', word: 'done' },
};

/** How the step of one environment looks; nor is this green. */
export const STEP_BADGES: Record<RolloutItem['step'], BadgeProps> = {
  waiting: { shape: 'dashed-circle', tone: 'plain', word: 'waiting' },
  proposed: { shape: 'hourglass', tone: 'maintenance', word: 'under way' },
  verified: { shape: 'check', tone: 'plain', word: 'verified' },
  failed: { shape: 'cross', tone: 'critical', word: 'failed' },
  skipped: { shape: 'dash', tone: 'plain', word: 'skipped' },
};

/** `2 verified, 1 failed`: environments by step, those that there are. */
export function stepsInWords(steps: Record<string, number>): string {
  const words = ROLLOUT_STEPS.filter(step => (steps[step] ?? 0) > 0).map(
    step => `${steps[step]} ${STEP_BADGES[step].word}`,
  );
  return words.length > 0 ? words.join(', ') : 'none';
}
