import {
  formatDuration,
  formatInstant,
  useClock,
} from '@plumbline/plugin-odoo-react';

export interface SoakedProps {
  /** Absent: nothing is verified yet. */
  soakedAt?: string;
}

/** When it has been verified here for long enough to go on to the next ring. */
export function Soaked(props: SoakedProps) {
  const { soakedAt } = props;
  const text = useClock(now => {
    if (!soakedAt) return 'nothing verified yet';
    const left = Date.parse(soakedAt) - now;
    return left > 0 ? `${formatDuration(left)} left` : 'soaked';
  });
  return <span title={soakedAt && formatInstant(soakedAt)}>{text}</span>;
}
