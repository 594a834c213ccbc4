import { InputError } from '@backstage/errors';
import {
  EnvironmentSpec,
  Placement,
  Platform,
  SharedServer,
} from '@plumbline/plugin-odoo-common';

/**
 * The shared server on which an environment lies; undefined for its own.
 * @throws InputError when the platform no longer has it, or it is of another kind than the spec says
 */
export function serverOfPlacement(
  placement: Placement,
  spec: EnvironmentSpec,
  platform: Platform,
): SharedServer | undefined {
  const name = placement.databaseServer;
  if (name === 'own') return undefined;
  const server = platform.database.servers.find(
    candidate => candidate.name === name,
  );
  if (!server) {
    throw new InputError(
      `This platform has no database server ${name}: it must stay under odoo.platform.database.servers while environments are on it`,
    );
  }
  if (server.kind !== spec.database.kind) {
    throw new InputError(
      `The database server ${name} is of kind ${server.kind}, the spec says ${spec.database.kind}`,
    );
  }
  return server;
}
