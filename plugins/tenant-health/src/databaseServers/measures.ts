import { DatabaseServer, Tier } from '@plumbline/plugin-odoo-common';

/** What a server carries against what it is built for; more than that is said in words. */
export function connectionsInWords({
  connections: { peak, limit, maximum },
}: Pick<DatabaseServer, 'connections'>): string {
  const over = peak > limit ? ', too many' : '';
  return `${peak} of ${limit} that may be used${over} (maximum ${maximum})`;
}

export function storageInWords({
  storage: { databaseGiB, capacityGiB },
}: Pick<DatabaseServer, 'storage'>): string {
  const over = databaseGiB > capacityGiB ? ', too much' : '';
  return `${databaseGiB} of ${capacityGiB} GiB${over}`;
}

export function tierInWords({
  tier,
  strictestTier,
}: Pick<DatabaseServer, 'tier' | 'strictestTier'>): string {
  return `${tier}, carries ${carried(tier, strictestTier)}`;
}

function carried(tier: Tier, strictest: Tier | undefined): string {
  if (strictest === undefined) return 'nobody';
  return strictest < tier ? `${strictest}, too strict for it` : `${strictest}`;
}
