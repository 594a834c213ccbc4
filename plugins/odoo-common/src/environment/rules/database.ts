import { Platform } from '../../platform/platform';
import { FieldError } from '../../validation/fieldError';
import { EnvironmentRef } from '../ref';
import { DATABASE_KINDS, DatabaseKind, EnvironmentSpec } from '../spec';
import { TENANCIES, Tenancy } from '../stage';
import { sharesServer } from '../tenancy';
import { when } from './when';

/** What can be chosen on this platform; which regions have it is for `checkDatabase`. */
export const offeredTenancies = ({ database }: Platform): Tenancy[] =>
  TENANCIES.filter(
    tenancy => tenancy === 'dedicated' || database.servers.length > 0,
  );

export const offeredDatabases = ({
  database: { flexibleServer, servers },
}: Platform): DatabaseKind[] =>
  DATABASE_KINDS.filter(
    kind =>
      kind === 'cloudnative-pg' ||
      flexibleServer !== undefined ||
      servers.some(server => server.kind === kind),
  );

/** The platform has a database server of this kind for the environment, its own or one to share. */
export function checkDatabase(
  ref: EnvironmentRef,
  spec: EnvironmentSpec,
  platform: Platform,
): FieldError[] {
  return sharesServer(ref, spec)
    ? checkSharedServer(spec, platform)
    : checkOwnServer(spec, platform);
}

function checkOwnServer(
  { database: { kind }, region }: EnvironmentSpec,
  { database: { flexibleServer } }: Platform,
): FieldError[] {
  if (kind === 'cloudnative-pg') return [];
  const regions = flexibleServer?.networks.map(network => network.region) ?? [];
  return when(!regions.includes(region), {
    path: 'spec.database.kind',
    message: `this platform has no network for a Flexible Server in ${region}`,
    accepted: regions.length
      ? `cloudnative-pg, or a region of ${regions.join(', ')}`
      : 'cloudnative-pg',
  });
}

function checkSharedServer(
  spec: EnvironmentSpec,
  { database: { servers } }: Platform,
): FieldError[] {
  const { tenancy, region, tier, database } = spec;
  const there = servers.filter(
    server => server.region === region && server.kind === database.kind,
  );
  if (there.length === 0) {
    const offered = servers.map(server => `${server.kind} in ${server.region}`);
    return [
      {
        path: 'spec.tenancy',
        message: `${tenancy} needs a database server to share, and this platform has none of kind ${database.kind} in ${region}`,
        accepted: ['dedicated', ...new Set(offered)].join(', or '),
      },
    ];
  }
  const strictest = Math.min(...there.map(server => server.tier));
  return when(tier < strictest, {
    path: 'spec.tenancy',
    message: `the database servers to share in ${region} are built for tier ${strictest} at best, tier ${tier} is stricter`,
    accepted: `dedicated, or a tier from ${strictest} on`,
  });
}
