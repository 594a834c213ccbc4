/** Rows as `migrations/20261126_releases.js` defines them; times are RFC 3339 text in UTC with milliseconds. */
export interface DeploymentRow {
  id: string;
  environment: string;
  tier: number;
  release_version: string;
  change_id: string | null;
  applied_at: string;
  outcome: string;
  failed_at: string | null;
  restored_at: string | null;
  /** When it was known how it did: verified, failed or replaced. */
  ended_at: string | null;
  /** When the next one came; null: the newest of its environment. */
  followed_at: string | null;
  /** Null: it may still turn out otherwise. */
  settled_at: string | null;
  document: string;
}
