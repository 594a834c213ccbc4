/** Rows as `migrations/20261202_series_upgrades.js` defines them; times are RFC 3339 text in UTC. */
export interface SeriesUpgradeRow {
  id: string;
  version: number;
  state: string;
  environment: string;
  clone: string;
  requester: string;
  stage: string;
  tier: number;
  owner: string;
  created_at: string;
  ended_at: string | null;
  document: string;
}
