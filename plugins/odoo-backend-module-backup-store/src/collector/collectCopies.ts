import { BackupCopy, Platform } from '@plumbline/plugin-odoo-common';
import { StoreConfig } from '../config';
import { AccountFacts, GeoStats, copiesOf } from '../copies';
import { Place } from './places';
import { StoreAccess } from './StoreAccess';

/** What is said of an account as a whole, once in a run. */
export interface AccountReading {
  account?: AccountFacts;
  stats?: GeoStats;
}

/** @throws BlobStoreError */
export async function readAccountOnce(
  store: StoreAccess,
  containers: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<AccountReading> {
  const account = await store.account(containers, signal);
  return account ? { account } : { stats: await store.geoStats(signal) };
}

/**
 * The copies of what lies in one container for an environment.
 *
 * @param places - in the same container
 *
 * @throws BlobStoreError
 */
export async function collectCopies(
  store: StoreAccess,
  places: readonly Place[],
  { account, stats }: AccountReading,
  {
    platform,
    stores,
    signal,
  }: {
    platform: Platform;
    stores: readonly StoreConfig[];
    signal: AbortSignal;
  },
): Promise<BackupCopy[]> {
  const { accountUrl, region, secondaryEndpoint } = store.config;
  const [{ container }] = places;
  const paired = platform.regions.find(({ name }) => name === region);
  return copiesOf({
    accountUrl,
    region,
    container,
    prefixes: places.map(({ prefix }) => prefix),
    account,
    data: account ? undefined : await store.properties(container, signal),
    secondary: secondaryEndpoint && {
      region: paired?.pairedRegion ?? 'unknown',
      stats,
    },
    regionOf: name => stores.find(other => other.account === name)?.region,
  });
}
