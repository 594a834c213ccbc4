import {
  EnvironmentSpec,
  Plan,
  Platform,
  TierPolicy,
} from '@plumbline/plugin-odoo-common';
import { Duration } from 'luxon';
import { timesPerDay } from '../plan/backups';
import { GateCheck, finding, gateCheckOf, note } from './gateCheck';

/** WAL is archived at least this often (CloudNativePG's `archive_timeout`): no RPO can be shorter. */
const WAL_ARCHIVE_MINUTES = 5;

/** Later ones give all that earlier ones do. */
const REPLICATION = ['LRS', 'ZRS', 'RA-GZRS'] as const;
const IMMUTABILITY = ['none', 'unlocked', 'locked'] as const;

export interface TierCheckInput {
  spec: EnvironmentSpec;
  platform: Platform;
  plan: Plan;
}

/**
 * The gate `tier`: what the tier promises can be kept for this size, database and backup store.
 * The restore time is an estimate from calibration constants until a restore test measures it.
 */
export function checkTier(input: TierCheckInput): GateCheck {
  const { spec, plan } = input;
  const tier = input.platform.tiers[spec.tier];
  if (!tier.backupSchedule) return checkWithoutBackups(spec, tier);
  return gateCheckOf(
    [
      ...checkRpo(tier),
      ...checkRto(tier, input),
      ...checkRetention(tier, tier.backupSchedule),
      ...checkStore(tier, input),
      ...limitations(tier),
    ],
    `Tier ${spec.tier} can be kept: a restore takes about ${plan.recovery.restoreMinutes} min`,
  );
}

function checkWithoutBackups(
  spec: EnvironmentSpec,
  tier: TierPolicy,
): GateCheck {
  const promises = [tier.rpo && 'RPO', tier.rto && 'RTO'].filter(Boolean);
  return gateCheckOf(
    [
      finding(
        'Backups',
        promises.length === 0,
        promises.length === 0
          ? 'none: an environment of this tier is rebuilt, not restored'
          : `none, yet the tier promises an ${promises.join(' and an ')}`,
      ),
    ],
    `Tier ${spec.tier} promises no recovery`,
  );
}

function checkRpo({ rpo }: TierPolicy) {
  if (!rpo) return [];
  return [
    finding(
      'RPO',
      minutesOf(rpo) >= WAL_ARCHIVE_MINUTES,
      `${minutesOf(
        rpo,
      )} min promised, WAL archiving gives ${WAL_ARCHIVE_MINUTES} min`,
    ),
  ];
}

function checkRto(
  { rto }: TierPolicy,
  { spec, plan, platform }: TierCheckInput,
) {
  if (!rto) return [];
  const { restoreMinutes } = plan.recovery;
  const { restoreFixedMinutes, restoreGiBPerHour } = platform.sizing;
  return [
    finding(
      'RTO',
      restoreMinutes <= minutesOf(rto),
      `${minutesOf(rto)} min promised, restoring ${
        spec.data.databaseGiB
      } GiB takes about ${restoreMinutes} min (${restoreFixedMinutes} min and ${restoreGiBPerHour} GiB/h)`,
    ),
  ];
}

function checkRetention(tier: TierPolicy, schedule: string) {
  const backupsKept = tier.retentionDays * timesPerDay(schedule);
  return [
    finding(
      'Retention',
      backupsKept >= 1,
      `${tier.retentionDays} days hold ${Math.floor(backupsKept)} base backups`,
    ),
    finding(
      'Retention and immutability',
      tier.retentionDays >= tier.immutabilityDays,
      `kept ${tier.retentionDays} days, immutable ${tier.immutabilityDays} days: what expires must be deletable`,
    ),
  ];
}

function checkStore(tier: TierPolicy, { spec, platform }: TierCheckInput) {
  const store = platform.database.backupStore;
  const geographic = tier.storageReplication === 'RA-GZRS';
  const paired = platform.regions.find(
    ({ name }) => name === spec.region,
  )?.pairedRegion;
  const leavesResidency =
    paired !== undefined && !spec.residency.includes(paired);
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
    ...(geographic
      ? [
          finding(
            'Recovery region',
            spec.recoveryRegion !== undefined,
            spec.recoveryRegion ??
              'none: nowhere to restore to when the region is lost',
          ),
          finding(
            'Residency of backups',
            !leavesResidency,
            leavesResidency
              ? `${tier.storageReplication} copies to ${paired}, which is not part of the residency`
              : `${tier.storageReplication} stays within ${spec.residency.join(
                  ', ',
                )}`,
          ),
        ]
      : []),
  ];
}

/** What the tier wants and this version of the golden path does not make: said, not hidden. */
function limitations(tier: TierPolicy) {
  return [
    note(
      'Filestore',
      'not part of the database backup: it has what snapshots its storage class gives',
    ),
    ...(tier.monthlyArchives > 0
      ? [
          note(
            'Monthly archives',
            `${tier.monthlyArchives} wanted, none are made by this version of the golden path`,
          ),
        ]
      : []),
  ];
}

const minutesOf = (duration: string) =>
  Duration.fromISO(duration).as('minutes');
