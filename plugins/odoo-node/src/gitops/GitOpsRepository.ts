/** One file, symbolic link or submodule of a commit's tree. */
export interface TreeEntry {
  path: string;
  /** Object id of the content; of a submodule its commit, which `read` does not find. */
  blob: string;
}

export interface CommitInfo {
  id: string;
  parents: string[];
  author: { name: string; email: string };
  /** RFC 3339, UTC. */
  committedAt: string;
  subject: string;
  /** Paths that the commit changed, against its first parent. */
  files: string[];
}

export interface NewCommit {
  parent: string;
  /** Content by path; `undefined` deletes. */
  files: ReadonlyMap<string, string | undefined>;
  message: string;
  author: { name: string; email: string };
  /** Fixed metadata: the same input gives the same commit id. */
  date: Date;
}

/**
 * The GitOps repository, read at named commits and written by compare-and-swap only.
 * It is a local bare clone of the remote; only `fetch` and `push` reach out, and reading a commit that the
 * clone does not have yet.
 */
export interface GitOpsRepository {
  readonly branch: string;
  /** Brings the clone up to date and answers the head of the branch. Fails with ServiceUnavailableError. */
  fetch(options?: { signal?: AbortSignal }): Promise<string>;
  /** Files below a folder, recursively; `''` is the root. */
  list(commit: string, folder: string): Promise<TreeEntry[]>;
  /** Contents by path; a path that does not exist is left out. Text only, bounded to 1 MiB each. */
  read(commit: string, paths: readonly string[]): Promise<Map<string, string>>;
  /** Newest first: commits reachable from `commit` and not from `since`. */
  log(
    commit: string,
    options?: { since?: string; limit?: number },
  ): Promise<CommitInfo[]>;
  /**
   * Newest commit that touched each folder at `environments/<tenant>/<stage>` depth, by folder.
   *
   * @param since - only commits after this one: the whole history of a large fleet is read once, not at every head
   */
  lastTouched(
    commit: string,
    folder: string,
    depth: number,
    since?: string,
  ): Promise<Map<string, { commit: string; at: string }>>;
  isAncestor(commit: string, of: string): Promise<boolean>;
  /** Writes the objects into the clone and answers the id; nothing is visible to others yet. */
  commit(commit: NewCommit): Promise<string>;
  /** Moves the remote branch from `expected` to `commit`; `lost` when somebody else was faster. */
  push(commit: string, expected: string): Promise<'pushed' | 'lost'>;
  /** What another branch of the remote points at; asks the remote. */
  tipOf(branch: string): Promise<string | undefined>;
  /**
   * Moves another branch of the remote from `expected` (absent: there is none) to `commit` (absent: to nothing);
   * `lost` when it points elsewhere.
   */
  moveBranch(
    branch: string,
    move: { expected?: string; commit?: string },
  ): Promise<'moved' | 'lost'>;
}
