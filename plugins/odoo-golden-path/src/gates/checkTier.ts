import { TierPolicy } from '@plumbline/plugin-odoo-common';
import { archivesOf } from '../plan/archives';
import { filestoreCopyOf } from '../plan/filestoreCopy';
import { untestable } from '../restoreTest/untestable';
import { checkBackupStore } from './checkBackupStore';
import { checkObjectives, checkRetention } from './checkObjectives';
import { GateCheck, finding, gateCheckOf, note } from './gateCheck';
import { sharedServerOf } from './sharedServerOf';
import { TierCheckInput } from './tierCheckInput';

/**
 * The gate `tier`: what the tier promises can be kept for this size, database and backup store.
 * The restore time is an estimate from calibration constants until a restore test measures it.
 */
export function checkTier(input: TierCheckInput): GateCheck {
  const { spec, plan } = input;
  const tier = input.platform.tiers[spec.tier];
  const place = [checkPlacement(input), ...checkServer(input)];
  return tier.backupSchedule
    ? gateCheckOf(
        [
          ...place,
          ...checkObjectives(tier, input),
          ...checkRetention(tier, tier.backupSchedule, input),
          ...checkBackupStore(tier, input),
          checkFilestore(tier, input),
          ...limitations(tier, input),
        ],
        `Tier ${spec.tier} can be kept: a restore takes about ${plan.recovery.restoreMinutes} min`,
      )
    : gateCheckOf(
        [...place, checkNoPromise(tier)],
        `Tier ${spec.tier} promises no recovery`,
      );
}

/** A placement is kept, so an update could ask for a region in which the data is not. */
function checkPlacement({ spec, plan, platform }: TierCheckInput) {
  const { cluster } = plan.placement;
  const region = platform.clusters.find(({ name }) => name === cluster)?.region;
  return finding(
    'Region',
    region === spec.region,
    region === spec.region
      ? `${cluster} runs in ${region}`
      : `${spec.region} wanted, but the environment is on ${cluster} in ${
          region ?? 'no known region'
        }: moving it is a migration`,
  );
}

/** A shared server gives what the strictest tier on it wants, and no more than it is built for. */
function checkServer({ spec, plan, platform }: TierCheckInput) {
  const name = plan.database.server;
  if (name === undefined) return [];
  const server = sharedServerOf(plan, platform);
  return [
    finding(
      'Database server',
      server !== undefined && server.tier <= spec.tier,
      server
        ? `${name} is built for tier ${server.tier}; accepted: tier ${server.tier} or looser, or an environment of its own server`
        : `${name} is not part of this platform`,
    ),
  ];
}

function checkNoPromise(tier: TierPolicy) {
  const promises = [tier.rpo && 'RPO', tier.rto && 'RTO'].filter(Boolean);
  return finding(
    'Backups',
    promises.length === 0,
    promises.length === 0
      ? 'none: an environment of this tier is rebuilt, not restored'
      : `none, yet the tier promises an ${promises.join(' and an ')}`,
  );
}

/** Database and filestore are restored together: the older of the two is what counts. */
function checkFilestore(tier: TierPolicy, { platform }: TierCheckInput) {
  const copy = filestoreCopyOf(platform, tier);
  if (!copy) {
    return note(
      'Filestore',
      'not part of the database backup: it has what snapshots its storage class gives',
    );
  }
  const { everyMinutes, lossMinutes, rpoMinutes = Infinity } = copy;
  return finding(
    'Filestore',
    lossMinutes <= rpoMinutes,
    `copied every ${everyMinutes} min, up to ${lossMinutes} min behind${
      tier.rpo ? `; ${rpoMinutes} min promised` : ''
    }`,
  );
}

/** What the tier wants and this version of the golden path does not make: said, not hidden. */
function limitations(
  tier: TierPolicy,
  { spec, plan, platform }: TierCheckInput,
) {
  const why = untestable(spec, plan);
  return [
    ...(tier.monthlyArchives > 0 && !archivesOf(platform, tier, spec)
      ? [
          note(
            'Monthly archives',
            `${tier.monthlyArchives} wanted, none are made: that takes odoo.platform.filestore.copyImage`,
          ),
        ]
      : []),
    ...(why && tier.restoreTest !== 'never'
      ? [
          note(
            'Restore test',
            `${tier.restoreTest} wanted, none is possible: ${why}`,
          ),
        ]
      : []),
  ];
}
