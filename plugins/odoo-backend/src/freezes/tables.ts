/** As `migrations/20261201_freezes.js` defines it; times are RFC 3339 text in UTC. */
export interface FreezePublicationRow {
  cluster: string;
  commit: string | null;
  published_at: string | null;
  known_until: string | null;
  checked_at: string | null;
  error: string | null;
}
