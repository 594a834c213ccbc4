import { TierPolicy } from '@plumbline/plugin-odoo-common';
import { finding } from './gateCheck';
import { TierCheckInput } from './tierCheckInput';

/** Later ones give all that earlier ones do. */
const REPLICATION = ['LRS', 'ZRS', 'RA-GZRS'] as const;
const IMMUTABILITY = ['none', 'unlocked', 'locked'] as const;

/** What keeps the backups, as the platform configures it, gives what the tier wants, where data may be. */
export function checkBackupStore(
  tier: TierPolicy,
  { spec, platform }: Pick<TierCheckInput, 'spec' | 'platform'>,
) {
  const { title, store } = keeperOf({ spec, platform });
  return [
    finding(
      'Immutability',
      IMMUTABILITY.indexOf(tier.immutability) <=
        IMMUTABILITY.indexOf(store.immutability) &&
        (tier.immutability === 'none' ||
          tier.immutabilityDays <= store.immutabilityDays),
      `${tier.immutability}, ${tier.immutabilityDays} days wanted; ${title} is set to ${store.immutability}, ${store.immutabilityDays} days`,
    ),
    finding(
      'Replication',
      REPLICATION.indexOf(tier.storageReplication) <=
        REPLICATION.indexOf(store.replication),
      `${tier.storageReplication} wanted, ${title} has ${store.replication}`,
    ),
    ...(tier.storageReplication === 'RA-GZRS'
      ? checkGeography({ spec, platform })
      : []),
  ];
}

/** A Flexible Server's own backups are geo-redundant where the tier wants it, and go with the server. */
function keeperOf({
  spec,
  platform: { database },
}: Pick<TierCheckInput, 'spec' | 'platform'>) {
  return spec.database.kind === 'flexible-server'
    ? {
        title: 'the vault with copies of the Flexible Servers',
        store: {
          replication: 'RA-GZRS' as const,
          immutability:
            database.flexibleServer?.backupVault.immutability ?? 'none',
          immutabilityDays:
            database.flexibleServer?.backupVault.immutabilityDays ?? 0,
        },
      }
    : { title: 'the backup store', store: database.backupStore };
}

/** Copies in a second region need a place to be restored in, and must be allowed there. */
function checkGeography({
  spec,
  platform,
}: Pick<TierCheckInput, 'spec' | 'platform'>) {
  const { region, recoveryRegion, residency } = spec;
  const paired = platform.regions.find(
    ({ name }) => name === region,
  )?.pairedRegion;
  const leaves = paired !== undefined && !residency.includes(paired);
  return [
    finding(
      'Recovery region',
      recoveryRegion !== undefined,
      recoveryRegion ?? 'none: nowhere to restore to when the region is lost',
    ),
    finding(
      'Residency of backups',
      !leaves,
      leaves
        ? `backups are copied to ${paired}, which is not part of the residency`
        : `backups stay within ${residency.join(', ')}`,
    ),
  ];
}
