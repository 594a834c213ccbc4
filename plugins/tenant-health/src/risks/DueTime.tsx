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
  const distance = useClock(now => formatRelative(due, now));
  return <time dateTime={due}>{`due ${distance}, ${formatInstant(due)}`}</time>;
}
