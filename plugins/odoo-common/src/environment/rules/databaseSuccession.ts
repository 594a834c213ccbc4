import { Platform } from '../../platform/platform';
import { FieldError } from '../../validation/fieldError';
import { EnvironmentRef } from '../ref';
import { EnvironmentSpec } from '../spec';
import { TIERS, Tier } from '../stage';
import { sharesServer } from '../tenancy';
import { when } from './when';

const LEFT_BEHIND = 'cannot change in place: the data would be left behind';

/** Where the data of an environment lies is decided once: another place needs a copy and a cut-over. */
export function checkDatabaseSuccession(
  ref: EnvironmentRef,
  previous: EnvironmentSpec,
  spec: EnvironmentSpec,
  platform: Platform,
): FieldError[] {
  return [
    ...when(spec.tenancy !== previous.tenancy, {
      path: 'spec.tenancy',
      message: LEFT_BEHIND,
      accepted: previous.tenancy,
    }),
    ...when(spec.database.kind !== previous.database.kind, {
      path: 'spec.database.kind',
      message: LEFT_BEHIND,
      accepted: previous.database.kind,
    }),
    ...(previous.database.kind === 'flexible-server' &&
    !sharesServer(ref, previous)
      ? checkGeoRedundancy(previous.tier, spec.tier, platform)
      : []),
  ];
}

/** Azure decides on geo-redundant backups of a Flexible Server when the server is made, and never again. */
function checkGeoRedundancy(
  previous: Tier,
  tier: Tier,
  { tiers }: Platform,
): FieldError[] {
  const isGeoRedundant = (candidate: Tier) =>
    tiers[candidate].storageReplication === 'RA-GZRS';
  const before = isGeoRedundant(previous);
  return when(isGeoRedundant(tier) !== before, {
    path: 'spec.tier',
    message: before
      ? `tier ${tier} has no geo-redundant backups, and a Flexible Server that has them keeps them`
      : `tier ${tier} has geo-redundant backups, and a Flexible Server cannot be given them after it was made`,
    accepted: TIERS.filter(
      candidate => isGeoRedundant(candidate) === before,
    ).join(' or '),
  });
}
