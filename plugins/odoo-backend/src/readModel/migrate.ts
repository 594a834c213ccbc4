import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Opens the plugin's database and brings its tables up to date, unless the operator does that. */
export async function migrate(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@plumbline/plugin-odoo-backend',
        'migrations',
      ),
      // While a later release is rolled out, or rolled back, this one starts on tables that were added to.
      disableMigrationsListValidation: true,
    });
  }
  return knex;
}
