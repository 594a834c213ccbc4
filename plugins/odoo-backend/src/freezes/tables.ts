/** As `migrations/20261201_freezes.js` defines it; times are RFC 3339 text in UTC. */
export interface FreezePublicationRow {
  cluster: string;
  commit: string | null;
  published_at: string | null;
  known_until: string | null;
  checked_at: string | null;
  error: string | null;
}

/** As `migrations/20261204_observed_freezes.js` and `20261206_freezes_differ.js` define it. */
export interface ObservedFreezesRow {
  cluster: string;
  observed_at: string;
  differs_since: string | null;
  document: string;
}

/** As `migrations/20261204_observed_freezes.js` defines it. */
export interface FreezeBranchRow {
  commit: string;
  document: string;
}

/** As `migrations/20261204_observed_freezes.js` defines it. */
export interface UnreadTenantRow {
  tenant: string;
  readable_at: string | null;
}
