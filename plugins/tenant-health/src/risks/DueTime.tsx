import {
  formatInstant,
  formatRelative,
  useClock,
} from '@plumbline/plugin-odoo-react';

export interface DueTimeProps {
  due: string;
}

/** A moment ahead: how far, and exactly when. */
export function DueTime(props: DueTimeProps) {
  const { due } = props;
  const text = useClock(now => {
    const verb = Date.parse(due) > now ? 'due' : 'was due';
    return `${verb} ${formatRelative(due, now)}, ${formatInstant(due)}`;
  });
  return <time dateTime={due}>{text}</time>;
}
