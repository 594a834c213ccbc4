import { formatDuration } from '@plumbline/plugin-odoo-react';

/** Seconds after the start of the recovery, in words. */
export const afterStart = (seconds: number | null) =>
  seconds === null
    ? 'cannot be estimated'
    : `after ${formatDuration(seconds * 1000)}`;
