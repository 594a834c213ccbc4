/** Which commits change control made. The database is the ledger: trailers can be forged. */
export interface CommitLedger {
  isKnown(commits: readonly string[]): Promise<ReadonlySet<string>>;
  /** When change control made each of its own; others are absent. A commit itself is dated by its approval. */
  recordedAt(commits: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Head of the branch when the portal first started: it and everything before it counts as known. */
  baseline(): Promise<string | undefined>;
}
