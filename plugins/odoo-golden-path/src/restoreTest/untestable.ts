import { EnvironmentSpec, Plan } from '@plumbline/plugin-odoo-common';

/**
 * Why no restore of an environment's database can be tested; undefined: it can. A test replays base backup and WAL of
 * one environment's own server: Azure gives nobody the backups of a Flexible Server, and those of a shared server hold
 * the data of everybody on it.
 */
export function untestable(
  { database: { kind } }: Pick<EnvironmentSpec, 'database'>,
  { database: { server } }: Pick<Plan, 'database'>,
): string | undefined {
  if (server) {
    return 'a restore of the shared server would bring back the data of everybody on it';
  }
  return kind === 'flexible-server'
    ? 'Azure alone can restore the backups of a Flexible Server'
    : undefined;
}
