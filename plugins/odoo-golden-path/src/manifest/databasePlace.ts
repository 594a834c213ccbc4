import {
  DATABASE_SERVER_NAME,
  DatabaseKind,
  FlexibleServerSettings,
  Platform,
  SharedServer,
  databaseServerNamespace,
  environmentName,
} from '@plumbline/plugin-odoo-common';
import { InputError } from '@backstage/errors';
import { serverOfPlacement } from '../databaseServer/serverOfPlacement';
import { DATABASE_NAME } from './objectNames';
import { RenderInput } from './renderContext';

/** Suffix of the host names of Flexible Servers, also of those in a private network. */
const FLEXIBLE_SERVER_DOMAIN = 'postgres.database.azure.com';

/** Where the database of an environment is, and how Odoo gets there. */
export interface DatabasePlace {
  kind: DatabaseKind;
  /** Absent: the environment has its own. */
  server?: SharedServer;
  /** Of the Cluster or FlexibleServer. */
  namespace: string;
  host: string;
  /** Of the database and of the role that owns it. */
  name: string;
  sslMode: 'require' | 'verify-full';
}

export function databasePlaceOf(
  { ref, spec, platform, placement }: RenderInput,
  ownNamespace: string,
): DatabasePlace {
  const server = serverOfPlacement(placement, spec, platform);
  const { kind } = spec.database;
  const namespace = server
    ? databaseServerNamespace(server.name)
    : ownNamespace;
  return {
    kind,
    server,
    namespace,
    name: server ? environmentName(ref) : DATABASE_NAME,
    ...(kind === 'flexible-server'
      ? {
          host: flexibleServerHost(
            platform,
            server ? server.name : environmentName(ref),
          ),
          // By the authorities that the image trusts: Azure's certificates are public.
          sslMode: 'verify-full',
        }
      : {
          host: server
            ? `${DATABASE_SERVER_NAME}-rw.${namespace}`
            : `${DATABASE_SERVER_NAME}-rw`,
          sslMode: 'require',
        }),
  };
}

/** @throws InputError when the platform offers no Flexible Server */
export function flexibleServerSettings({
  database: { flexibleServer },
}: Platform): FlexibleServerSettings {
  if (flexibleServer) return flexibleServer;
  throw new InputError(
    'This platform has no Flexible Servers: odoo.platform.database.flexibleServer is not configured',
  );
}

/** Name in Azure, unique over all of it. */
export const flexibleServerName = (platform: Platform, name: string) =>
  flexibleServerSettings(platform).serverName.replaceAll('{name}', name);

function flexibleServerHost(platform: Platform, name: string): string {
  return `${flexibleServerName(platform, name)}.${FLEXIBLE_SERVER_DOMAIN}`;
}
