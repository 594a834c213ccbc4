import { Rollout } from '@plumbline/plugin-odoo-common';
import {
  formatDuration,
  formatIsoDuration,
  useClock,
} from '@plumbline/plugin-odoo-react';

export interface SoakLeftProps {
  rollout: Pick<Rollout, 'soak' | 'soaksUntil' | 'state'>;
}

/** How long the present batch is watched yet, counting down. */
export function SoakLeft(props: SoakLeftProps) {
  const { soak, soaksUntil, state } = props.rollout;
  const whole = formatIsoDuration(soak);
  const text = useClock(now => {
    if (state === 'done' || state === 'stopped') return `soak ${whole}`;
    if (!soaksUntil) return `soak of ${whole} has not begun`;
    const left = Date.parse(soaksUntil) - now;
    return left > 0
      ? `soak left ${formatDuration(left)} of ${whole}`
      : `soak of ${whole} is over`;
  });
  return <span>{text}</span>;
}
