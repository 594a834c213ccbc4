import { DatabasePlace } from '../../manifest/databasePlace';
import { Manifest } from '../../manifest/manifest';
import { DATABASE_NAME, OBJECT_NAMES } from '../../manifest/objectNames';
import { RenderContext } from '../../manifest/renderContext';
import { BUSINESS_QUERIES, countsBusiness } from '../business/queries';
import { pointInTimeRestore, recoveryOf } from '../copy/recovery';
import { hibernates } from '../hibernation/hibernates';
import { postgresCluster } from './cluster';
import { EXTENSIONS } from './extensions';
import { flexibleServer } from './flexibleServer';
import { flexibleDatabase } from './flexibleDatabase';
import { sharedDatabase } from './sharedDatabase';

export { BARMAN_PLUGIN } from './cluster';

/** The database, and the server where it is the environment's own. */
export function databaseComponent(context: RenderContext): Manifest[] {
  const { database, plan, tier, vault, spec, copy } = context;
  const managed = database.kind === 'flexible-server';
  if (database.server) {
    return managed ? flexibleDatabase(context) : sharedDatabase(context);
  }
  return managed
    ? [
        ...flexibleServer(context, {
          name: vault,
          region: spec.region,
          // The plan of a Flexible Server has a size.
          sku: plan.database.sku ?? '',
          storageGiB: plan.database.storageGiB,
          instances: tier.databaseInstances,
          tier,
          restore: copy && pointInTimeRestore(context, copy, spec.region),
        }),
        ...flexibleDatabase(context),
      ]
    : [ownCluster(context)];
}

/** Whether PostgreSQL runs in the environment's namespace. */
export const hasOwnCluster = ({
  database: { kind, server },
}: {
  database: Pick<DatabasePlace, 'kind'> & { server?: unknown };
}): boolean => kind === 'cloudnative-pg' && server === undefined;

const EMPTY = {
  bootstrap: {
    initdb: {
      database: DATABASE_NAME,
      owner: DATABASE_NAME,
      secret: { name: OBJECT_NAMES.databaseSecret },
      dataChecksums: true,
      postInitApplicationSQL: EXTENSIONS.map(
        name => `CREATE EXTENSION IF NOT EXISTS ${name}`,
      ),
    },
  },
};

function ownCluster(context: RenderContext): Manifest {
  return postgresCluster(context, {
    size: context.plan.database,
    tier: context.tier,
    customQueries: countsBusiness(context) ? BUSINESS_QUERIES : undefined,
    sleeps: hibernates(context),
    ...(context.copy ? recoveryOf(context.copy) : EMPTY),
  });
}
