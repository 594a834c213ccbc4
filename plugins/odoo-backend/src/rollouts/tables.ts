/** Rows as `migrations/20261126_releases.js` defines them; times are RFC 3339 text in UTC. */
export interface RolloutRow {
  id: string;
  version: number;
  state: string;
  release_version: string;
  ring: string;
  requester: string;
  created_at: string;
  /** All but the items. */
  document: string;
}

export interface RolloutItemRow {
  rollout_id: string;
  environment: string;
  /** In the order of turns. */
  position: number;
  step: string;
  document: string;
}

export interface RolloutKeyRow {
  requester: string;
  key: string;
  body_hash: string;
  rollout_id: string;
  created_at: string;
}
