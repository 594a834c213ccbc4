import {
  BackupFormat,
  DATABASE_SERVER_NAME,
  Environment,
  Platform,
  RESTORE_TEST_CONTAINER,
  backupLocationOf,
  formatEnvironmentRef,
  serverBackupLocationOf,
} from '@plumbline/plugin-odoo-common';
import { StoreConfig } from '../config';

export type Role = 'database' | 'filestore';

/** Where one repository of an environment lies. */
export interface Place {
  role: Role;
  /** Name of the store. */
  store: string;
  container: string;
  /** Empty, or ending in `/`. */
  prefix: string;
  /** Name for people of the repository that the golden path makes. */
  name?: string;
  /** Absent: what is found there. */
  format?: BackupFormat;
}

/** What is to be read of one environment, over all stores. */
export interface Places {
  repositories: Place[];
  /** Undefined when no store is configured for the account. */
  restoreTests?: RestoreTestPlace;
}

/** Folder with the results of an environment's restore tests. */
export type RestoreTestPlace = Pick<Place, 'store' | 'container' | 'prefix'>;

/**
 * Where the golden path puts backups, unless the configuration names another repository. A managed server keeps
 * its own backups: then only the filestore lies in a store. A tier without a schedule has none at all.
 */
export function placesOf(
  environment: Environment,
  platform: Platform,
  stores: readonly StoreConfig[],
): Places {
  const { spec } = environment;
  const ref = formatEnvironmentRef(environment);
  const named = stores.flatMap(({ name, repositories }) =>
    repositories
      .filter(repository => repository.environment === ref)
      .map(
        ({ environment: _, ...place }): Place => ({ ...place, store: name }),
      ),
  );
  const location = backupLocationOf(platform, environment, spec.region);
  const storeOf = ({ accountUrl }: { accountUrl: string }) =>
    stores.find(candidate => candidate.accountUrl === accountUrl)?.name;
  const store = storeOf(location);
  const scheduled = platform.tiers[spec.tier].backupSchedule !== undefined;
  if (!store || !scheduled) return { repositories: named };
  const { container, filestorePrefix } = location;
  const database = databaseLocation(environment, platform);
  const databaseStore = database && storeOf(database);
  const rendered: Place[] = [
    ...(database && databaseStore
      ? [
          {
            role: 'database' as const,
            store: databaseStore,
            container: database.container,
            prefix: database.databasePrefix,
            name: DATABASE_SERVER_NAME,
            format: 'barman' as const,
          },
        ]
      : []),
    {
      role: 'filestore',
      store,
      container,
      prefix: filestorePrefix,
      name: 'filestore',
      format: 'filestore',
    },
  ];
  return {
    repositories: [
      ...named,
      ...rendered.filter(
        ({ role }) => !named.some(place => place.role === role),
      ),
    ],
    restoreTests: {
      store,
      container: RESTORE_TEST_CONTAINER,
      prefix: location.restoreTestPrefix,
    },
  };
}

/** Of a shared server one repository for everybody on it; nothing of a server that the platform no longer has. */
function databaseLocation(
  { tenant, stage, spec, placement }: Environment,
  platform: Platform,
) {
  if (spec.database.kind === 'flexible-server') return undefined;
  if (placement.databaseServer === 'own') {
    return backupLocationOf(platform, { tenant, stage }, spec.region);
  }
  const server = platform.database.servers.find(
    ({ name }) => name === placement.databaseServer,
  );
  return server && serverBackupLocationOf(platform, server);
}
