import type { Platform } from '@plumbline/plugin-odoo-common';
import { freePort } from '../../processes';
import { Azurite } from './azurite';
import { accountOf, RegionStore } from './regionStore';

/** The storage accounts of a platform's regions; each region's Azurite also holds the copies of those paired with it. */
export async function regionStores(
  platform: Platform,
  folderOf: (region: string) => string,
  keyOf: (account: string) => string,
): Promise<RegionStore[]> {
  const azurites = new Map<string, Azurite>();
  for (const { name: region } of platform.regions) {
    const kept = platform.regions.filter(
      ({ name, pairedRegion }) => name === region || pairedRegion === region,
    );
    const accounts = kept.map(({ name }) => accountOf(platform, name));
    azurites.set(
      region,
      new Azurite({
        folder: folderOf(region),
        port: await freePort(),
        accounts: Object.fromEntries(
          accounts.map(account => [account, keyOf(account)]),
        ),
      }),
    );
  }
  return platform.regions.map(({ name, pairedRegion }) => {
    const account = accountOf(platform, name);
    const azurite = azurites.get(name);
    const paired = azurites.get(pairedRegion ?? name);
    if (!azurite || !paired) {
      throw new Error(`the region ${pairedRegion} is not part of the platform`);
    }
    return new RegionStore(
      name,
      account,
      keyOf(account),
      azurite,
      paired,
      pairedRegion ?? name,
    );
  });
}
