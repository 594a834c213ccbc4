import { SignedRestoreTest } from '@plumbline/plugin-odoo-common';

/** From the start of the Job to its last check. */
export function secondsOf({ result }: SignedRestoreTest): number {
  return (Date.parse(result.finishedAt) - Date.parse(result.startedAt)) / 1000;
}
