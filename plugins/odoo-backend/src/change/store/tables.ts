/** Rows as `migrations/20261123_change.js` defines them; times are RFC 3339 text in UTC. */
export interface ChangeRow {
  id: string;
  version: number;
  kind: string;
  environment: string;
  stage: string;
  tier: number;
  owner: string;
  state: string;
  requester: string;
  created_at: string;
  /** Id of the rollout or the series upgrade. */
  parent: string | null;
  /** Overrides without a follow-up. */
  follow_ups: number;
  summary: string;
  document: string;
}

export interface ChangeKeyRow {
  requester: string;
  key: string;
  body_hash: string;
  change_id: string;
  created_at: string;
}

export interface CommitLedgerRow {
  commit: string;
  change_id: string | null;
  recorded_at: string;
}

/** As `migrations/20261203_adopted_commits.js` defines it. */
export interface AdoptedCommitRow {
  environment: string;
  commit: string;
  adoption: string;
  change_id: string;
  recorded_at: string;
}

/** As `migrations/20261127_pull_requests.js` defines it. */
export interface ChangeBranchRow {
  branch: string;
  commit: string;
  change_id: string;
  blobs: string;
  drawn_at: string;
}

export interface LeaseRow {
  name: string;
  holder: string;
  heartbeat_at: string;
  expires_at: string;
}
