import { TestDatabases } from '@backstage/backend-test-utils';

/** SQLite always; PostgreSQL when BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING names one. */
export const testDatabases = () =>
  TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_18'],
    disableDocker: true,
  });
