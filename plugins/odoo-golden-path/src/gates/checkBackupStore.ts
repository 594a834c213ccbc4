import { TierPolicy } from '@plumbline/plugin-odoo-common';
import { finding } from './gateCheck';
import { TierCheckInput } from './tierCheckInput';

/** Later ones give all that earlier ones do. */
const REPLICATION = ['LRS', 'ZRS', 'RA-GZRS'] as const;
const IMMUTABILITY = ['none', 'unlocked', 'locked'] as const;

/** The backup store, as the platform configures it, gives what the tier wants, where data may be. */
export function checkBackupStore(
  tier: TierPolicy,
  { spec, platform }: TierCheckInput,
) {
  const store = platform.database.backupStore;
  return [
    finding(
      'Immutability',
      IMMUTABILITY.indexOf(tier.immutability) <=
        IMMUTABILITY.indexOf(store.immutability) &&
        (tier.immutability === 'none' ||
          tier.immutabilityDays <= store.immutabilityDays),
      `${tier.immutability}, ${tier.immutabilityDays} days wanted; the backup store is set to ${store.immutability}, ${store.immutabilityDays} days`,
    ),
    finding(
      'Replication',
      REPLICATION.indexOf(tier.storageReplication) <=
        REPLICATION.indexOf(store.replication),
      `${tier.storageReplication} wanted, the backup store has ${store.replication}`,
    ),
    ...(tier.storageReplication === 'RA-GZRS'
      ? checkGeography({ spec, platform })
      : []),
  ];
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
