/** Which commits change control made. The database is the ledger: trailers can be forged. */
export interface CommitLedger {
  isKnown(commits: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Those of change control's own that render nothing anew: a decommission stops, takes away or brings back what is
   * there, and whatever somebody else did to the other files stays theirs.
   */
  notSettling(commits: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * What changes have taken over, the oldest first. It says nothing of other environments that such a commit touched,
   * so `isKnown` does not know it.
   */
  adoptions(): Promise<readonly Adoption[]>;
  /** When change control made each of its own; others are absent. A commit itself is dated by its approval. */
  recordedAt(commits: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Head of the branch when the portal first started: it and everything before it counts as known. */
  baseline(): Promise<string | undefined>;
  /** What the host of the repository may be merging now: what it makes of a commit is entered once it is known. */
  settling(): Promise<readonly SettlingMerge[]>;
}

/** A commit past change control that a change has taken over for one environment. */
export interface Adoption {
  /** Such as `harbour-civil/production`. */
  environment: string;
  commit: string;
  /** Commit of the change: the environment's files in it are what was adopted. */
  adoption: string;
}

export interface SettlingMerge {
  change: string;
  /** Such as `harbour-civil/production`. */
  environment: string;
  /** When the host was about to be asked; RFC 3339. */
  since: string;
}
