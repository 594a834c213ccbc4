import { Plan, Platform, SharedServer } from '@plumbline/plugin-odoo-common';

/** The shared server that a plan is on, as far as the platform knows it. */
export const sharedServerOf = (
  { database }: Pick<Plan, 'database'>,
  platform: Platform,
): SharedServer | undefined =>
  platform.database.servers.find(({ name }) => name === database.server);
