import {
  RESTORE_TEST_CONTAINER,
  type Platform,
} from '@plumbline/plugin-odoo-common';
import type { ArmAccount } from '../../azure';
import type { Ledger } from '../ledger/ledger';
import { placeOf } from '../place';
import type { RegionStore } from './regionStore';

/** The storage accounts as Azure Resource Manager tells of them. */
export function armAccounts(
  platform: Platform,
  { servers }: Ledger,
  stores: readonly RegionStore[],
  live: { syncedAt(region: string): Date },
): ArmAccount[] {
  const { tiers } = platform;
  return stores.map(store => ({
    resourceId: store.resourceId,
    account: store.account,
    region: store.region,
    pairedRegion: store.pairedRegion,
    lastSyncAt: live.syncedAt(store.region),
    live: store.azurite.running && store.paired.running,
    containers: [
      ...servers
        .filter(({ region }) => region === store.region)
        .map(server => ({
          name: placeOf(platform, server).container,
          policy: tiers[server.tier],
        })),
      { name: RESTORE_TEST_CONTAINER, policy: tiers[1] },
    ],
  }));
}
