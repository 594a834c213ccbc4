import { TierPolicy } from '@plumbline/plugin-odoo-common';
import { Duration } from 'luxon';
import { timesPerDay, walArchiveSeconds } from '../plan/backups';
import { finding } from './gateCheck';
import { TierCheckInput } from './tierCheckInput';

const minutesOf = (duration: string) =>
  Duration.fromISO(duration).as('minutes');

/** RPO and RTO of a tier with backups, as far as it promises them. */
export function checkObjectives(tier: TierPolicy, input: TierCheckInput) {
  return [...checkRpo(tier), ...checkRto(tier, input)];
}

function checkRpo(tier: TierPolicy) {
  if (!tier.rpo) return [];
  // What is written just after a segment was archived waits for the next one, and that for its upload.
  const minutes = (2 * walArchiveSeconds(tier)) / 60;
  return [
    finding(
      'RPO',
      minutesOf(tier.rpo) >= minutes,
      `${minutesOf(tier.rpo)} min promised, WAL archiving gives ${minutes} min`,
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
