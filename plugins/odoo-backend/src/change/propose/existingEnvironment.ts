import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  EnvironmentRef,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { RegisteredEnvironment, RegistrySnapshot } from '../../registry';

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
