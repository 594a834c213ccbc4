import { Expectation } from '@plumbline/plugin-odoo-common';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';

/** Where the database is found, and what its server promises: the shared one's tier, which is as strict or stricter. */
export function databaseExpectation(
  context: RenderContext,
): NonNullable<Expectation['database']> {
  const { database, plan, platform, tier, name } = context;
  const { server, kind, namespace } = database;
  const policy = server ? platform.tiers[server.tier] : tier;
  return {
    kind,
    namespace,
    name: OBJECT_NAMES.database,
    ...(server && { server: server.name, database: name }),
    instances: plan.database.instances,
    // Azure archives the WAL of a Flexible Server by itself and shows nothing of it.
    archiving: kind === 'cloudnative-pg' && policy.backupSchedule !== undefined,
  };
}
