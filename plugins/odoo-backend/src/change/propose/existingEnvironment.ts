import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  EnvironmentRef,
  EnvironmentSpec,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { RegisteredEnvironment, RegistrySnapshot } from '../../registry';
import { ChangeStore } from '../store';

/** Fails with ConflictError when the repository names the environment already, malformed or not. */
export function assertNew(
  ref: EnvironmentRef,
  snapshot: RegistrySnapshot,
): undefined {
  const environment = formatEnvironmentRef(ref);
  if (snapshot.named.has(environment)) {
    throw new ConflictError(`${environment} exists already`);
  }
  return undefined;
}

/**
 * Fails with ConflictError when a copy is to be made under a name that was used before: its database would be taken for
 * the copy, and nothing would be copied.
 */
export async function assertUnused(
  ref: EnvironmentRef,
  { copyOf }: Pick<EnvironmentSpec, 'copyOf'>,
  store: Pick<ChangeStore, 'usedIn'>,
): Promise<void> {
  if (!copyOf) return;
  const environment = formatEnvironmentRef(ref);
  const used = await store.usedIn(ref.tenant);
  if (!used.includes(environment)) return;
  throw new ConflictError(
    `${environment} was there before and left its database, files and backups behind: they would be found again, and nothing of ${copyOf.environment} would be copied. Choose another tenant name`,
  );
}

/** Fails with NotFoundError, or with ConflictError when its files cannot be read. */
export function existingEnvironment(
  ref: EnvironmentRef,
  snapshot: RegistrySnapshot,
): RegisteredEnvironment {
  const environment = formatEnvironmentRef(ref);
  const found = snapshot.environments.get(environment);
  if (found) return found;
  throw snapshot.named.has(environment)
    ? new ConflictError(
        `The files of ${environment} are malformed: repair them before changing it`,
      )
    : new NotFoundError(`${environment} does not exist`);
}
