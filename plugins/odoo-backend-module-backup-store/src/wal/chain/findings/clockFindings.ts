import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { age } from '../../../judgement';

/** Clocks of store and portal may differ by this much unnoticed. */
const SKEW_SECONDS = 120;

export function clockFindings(
  times: readonly Date[],
  now: Date,
): BackupFinding[] {
  const ahead =
    Math.max(0, ...times.map(time => time.getTime() - now.getTime())) / 1000;
  if (ahead <= SKEW_SECONDS) return [];
  return [
    {
      code: 'clock-skew',
      severity: 'unknown',
      subject: 'clock',
      summary: `The newest entry lies ${age(
        ahead,
      )} in the future: the clocks of store and portal differ, and the age of nothing is known.`,
      action: 'Set the clock of the portal, the store or the database server.',
    },
  ];
}
