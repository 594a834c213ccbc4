import { Environment, Platform } from '@plumbline/plugin-odoo-common';
import { StoreConfig } from '../config';
import { Place, RestoreTestPlace, placesOf } from './places';

/** One environment as far as it lies in the store of the run. */
export interface Part {
  environment: Environment;
  repositories: Place[];
  /** Those whose copies are told of: where the database lies, or else the files. */
  copied: Place[];
  restoreTests?: RestoreTestPlace;
}

/** What of each environment lies in the store of that name. */
export function partsOf(
  name: string,
  environments: readonly Environment[],
  platform: Platform,
  stores: readonly StoreConfig[],
): Part[] {
  return environments.map(environment => {
    const places = placesOf(environment, platform, stores);
    const { restoreTests } = places;
    const here = ({ store }: Place) => store === name;
    const leading = leadingOf(places.repositories, environment);
    const repositories = places.repositories.filter(here);
    return {
      environment,
      repositories,
      copied:
        leading && here(leading)
          ? repositories.filter(
              ({ container }) => container === leading.container,
            )
          : [],
      restoreTests: restoreTests?.store === name ? restoreTests : undefined,
    };
  });
}

/** A managed server tells of its own copies: two answers to one question would hide each other. */
function leadingOf(
  repositories: readonly Place[],
  { spec }: Environment,
): Place | undefined {
  const database = repositories.find(({ role }) => role === 'database');
  if (database || spec.database.kind === 'flexible-server') return database;
  return repositories[0];
}

/** Under which a repository is remembered. */
export function keyOf({ store, container, prefix, role }: Place): string {
  return [store, container, prefix, role].join('\0');
}
