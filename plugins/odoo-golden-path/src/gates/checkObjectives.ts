import { TierPolicy } from '@plumbline/plugin-odoo-common';
import { Duration } from 'luxon';
import { capacityGiBOf } from '../databaseServer/databaseServerLoad';
import { timesPerDay, walArchiveSeconds } from '../plan/backups';
import {
  FLEXIBLE_SERVER_RETENTION,
  FLEXIBLE_SERVER_RPO_MINUTES,
} from '../plan/flexibleServerSize';
import { finding } from './gateCheck';
import { sharedServerOf } from './sharedServerOf';
import { TierCheckInput } from './tierCheckInput';

const minutesOf = (duration: string) =>
  Duration.fromISO(duration).as('minutes');

/** RPO and RTO of a tier with backups, as far as it promises them. */
export function checkObjectives(tier: TierPolicy, input: TierCheckInput) {
  return [...checkRpo(tier, input), ...checkRto(tier, input)];
}

function checkRpo(tier: TierPolicy, input: TierCheckInput) {
  if (!tier.rpo) return [];
  const minutes = walMinutes(tier, input);
  return [
    finding(
      'RPO',
      minutesOf(tier.rpo) >= minutes,
      `${minutesOf(tier.rpo)} min promised, WAL archiving gives ${minutes} min`,
    ),
  ];
}

/** What can be lost: what is written just after a segment was archived waits for the next one and its upload. */
function walMinutes(
  tier: TierPolicy,
  { spec, plan, platform }: TierCheckInput,
): number {
  if (spec.database.kind === 'flexible-server') {
    return FLEXIBLE_SERVER_RPO_MINUTES;
  }
  const server = sharedServerOf(plan, platform);
  return (
    (2 * walArchiveSeconds(server ? platform.tiers[server.tier] : tier)) / 60
  );
}

function checkRto(
  { rto }: TierPolicy,
  { spec, plan, platform }: TierCheckInput,
) {
  if (!rto) return [];
  const { restoreMinutes } = plan.recovery;
  const server = sharedServerOf(plan, platform);
  const { restoreFixedMinutes, restoreGiBPerHour } = platform.sizing;
  return [
    finding(
      'RTO',
      restoreMinutes <= minutesOf(rto),
      `${minutesOf(rto)} min promised, restoring ${
        server ? `${server.name} with up to ` : ''
      }${
        server ? capacityGiBOf(server, platform) : spec.data.databaseGiB
      } GiB takes about ${restoreMinutes} min (${restoreFixedMinutes} min and ${restoreGiBPerHour} GiB/h)`,
    ),
  ];
}

/** Something restorable is always kept, and what expires can be deleted. */
export function checkRetention(
  tier: TierPolicy,
  schedule: string,
  { spec }: Pick<TierCheckInput, 'spec'>,
) {
  if (spec.database.kind === 'flexible-server') {
    const { most } = FLEXIBLE_SERVER_RETENTION;
    return [
      finding(
        'Retention',
        tier.retentionDays <= most,
        `${tier.retentionDays} days wanted, Azure keeps the daily backups of a Flexible Server for up to ${most}`,
      ),
    ];
  }
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
