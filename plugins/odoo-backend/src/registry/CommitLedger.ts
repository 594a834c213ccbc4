/** Which commits change control made. The database is the ledger: trailers can be forged. */
export interface CommitLedger {
  isKnown(commits: readonly string[]): Promise<ReadonlySet<string>>;
  /** Head of the branch when the portal first started: it and everything before it counts as known. */
  baseline(): Promise<string | undefined>;
}
