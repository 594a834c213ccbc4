/** Which commits change control made. The database is the ledger: trailers can be forged. */
export interface CommitLedger {
  isKnown(commits: readonly string[]): Promise<ReadonlySet<string>>;
  /** When change control made each of its own; others are absent. A commit itself is dated by its approval. */
  recordedAt(commits: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Head of the branch when the portal first started: it and everything before it counts as known. */
  baseline(): Promise<string | undefined>;
  /** What the host of the repository may be merging now: what it makes of a commit is entered once it is known. */
  settling(): Promise<readonly SettlingMerge[]>;
}

export interface SettlingMerge {
  change: string;
  /** Such as `harbour-civil/production`. */
  environment: string;
  /** When the host was about to be asked; RFC 3339. */
  since: string;
}
