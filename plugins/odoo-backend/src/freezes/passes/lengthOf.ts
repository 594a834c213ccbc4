import {
  Platform,
  changeLength,
  stepBetween,
  totalSeconds,
} from '@plumbline/plugin-odoo-common';
import { ChangeRecord } from '../../change/ChangeRecord';
import { RegistrySnapshot } from '../../registry';

const DAY_MS = 24 * 3600 * 1000;

/** Clocks differ, and a controller looks at Git every few minutes: at the freezes first, and then at the change. */
export const TAKES_UP_MS = 15 * 60_000;

/**
 * For how long after its commit a change passes the freezes, in milliseconds: what the gate `calendar` would leave room
 * for, and what a cluster needs to take up both commits. Data of any size that comes from a store takes a day.
 */
export function lengthOf(
  {
    kind,
    spec,
    baseSpec,
    environment,
  }: Pick<ChangeRecord, 'kind' | 'spec' | 'baseSpec' | 'environment'>,
  {
    platform: { changeWindows: windows, tiers },
    releases,
  }: {
    platform: Pick<Platform, 'changeWindows' | 'tiers'>;
    releases: RegistrySnapshot['releases'];
  },
): number {
  if (kind === 'restore' || (kind === 'create' && spec.copyOf)) return DAY_MS;
  const release = releases.get(spec.odoo.release);
  const before = baseSpec && releases.get(baseSpec.odoo.release);
  // Whose release nobody knows may do anything to the database.
  if (!release || (baseSpec && !before)) return DAY_MS;
  const step = before && stepBetween(before, release, [...releases.values()]);
  const parts = changeLength({
    windows,
    schemaClass: step?.back ? undefined : step?.schemaClass,
    release,
    environment: {
      tenant: environment.split('/')[0],
      databaseGiB: spec.data.databaseGiB,
    },
    rto: tiers[spec.tier].rto,
  });
  return totalSeconds(parts) * 1000 + TAKES_UP_MS;
}
