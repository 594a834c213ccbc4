import { TierPolicy } from '@plumbline/plugin-odoo-common';
import { Duration } from 'luxon';
import { timesPerDay } from '../plan/backups';
import { finding } from './gateCheck';
import { TierCheckInput } from './tierCheckInput';

/** WAL is archived at least this often (CloudNativePG's `archive_timeout`): no RPO can be shorter. */
const WAL_ARCHIVE_MINUTES = 5;

const minutesOf = (duration: string) =>
  Duration.fromISO(duration).as('minutes');

/** RPO and RTO of a tier with backups, as far as it promises them. */
export function checkObjectives(tier: TierPolicy, input: TierCheckInput) {
  return [...checkRpo(tier), ...checkRto(tier, input)];
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

/** Something restorable is always kept, and what expires can be deleted. */
export function checkRetention(tier: TierPolicy, schedule: string) {
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
