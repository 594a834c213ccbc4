/** Rows as `migrations/20261125_observe.js` defines them; times are RFC 3339 text in UTC. */
export interface VerdictIntervalRow {
  environment: string;
  from_at: string;
  to_at: string;
  status: string;
}

export interface DailyHealthRow {
  environment: string;
  /** Day in UTC. */
  day: string;
  /** JSON: by verdict. */
  seconds: string;
}
