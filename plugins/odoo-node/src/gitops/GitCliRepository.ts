import {
  ForwardedError,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { resolve } from 'node:path';
import { GitError, gitText, runGit } from './git';
import { GitOpsRepository, NewCommit } from './GitOpsRepository';
import { moveBranch, tipOf } from './branches';
import { objectId } from './objectId';
import { openClone, trackingRef } from './openClone';
import { readLastTouched, readLog } from './readLog';
import { listTree, readBlobs } from './readTree';
import { writeCommit } from './writeCommit';

/** Exit code of `git merge-base --is-ancestor` for "no". */
const NOT_AN_ANCESTOR = 1;

/** What git says of a repository that is new, or has another branch. */
const NO_SUCH_BRANCH = /couldn't find remote ref/;

/** The GitOps repository by the git command line and a bare clone that this process owns. */
export class GitCliRepository implements GitOpsRepository {
  /** Opens the clone lazily: a remote that is down must not keep the backend from starting. A relative directory is one of this process. */
  static create(options: {
    url: string;
    branch: string;
    directory: string;
  }): GitCliRepository {
    const { url, branch, directory } = options;
    if (url.startsWith('-') || branch.startsWith('-')) {
      throw new InputError('odoo.gitops: url and branch must not begin with -');
    }
    return new GitCliRepository(url, branch, resolve(directory));
  }

  #opened: Promise<void> | undefined;
  /** Fetch and push take their turn: both write the tracking ref. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly url: string,
    readonly branch: string,
    private readonly directory: string,
  ) {}

  async fetch(options?: { signal?: AbortSignal }): Promise<string> {
    const directory = await this.#clone();
    return this.#inTurn(async () => {
      try {
        await runGit(
          directory,
          ['fetch', '--quiet', '--no-tags', 'origin'],
          options,
        );
      } catch (error) {
        throw new ServiceUnavailableError(
          NO_SUCH_BRANCH.test(String(error))
            ? `The GitOps repository has no branch ${this.branch}: make its first commit (an empty one will do), or name the right one in odoo.gitops.branch`
            : 'The GitOps repository cannot be reached',
          error,
        );
      }
      return gitText(directory, [
        'rev-parse',
        '--verify',
        `${trackingRef(this.branch)}^{commit}`,
      ]);
    });
  }

  list(commit: string, folder: string) {
    return this.#reading(commit, clone => listTree(clone, commit, folder));
  }

  read(commit: string, paths: readonly string[]) {
    return this.#reading(commit, clone => readBlobs(clone, commit, paths));
  }

  async log(commit: string, options: { since?: string; limit?: number } = {}) {
    if (options.since !== undefined) objectId(options.since);
    return this.#reading(commit, clone => readLog(clone, commit, options));
  }

  async lastTouched(
    commit: string,
    folder: string,
    depth: number,
    since?: string,
  ) {
    if (since !== undefined) objectId(since);
    return this.#reading(commit, clone =>
      readLastTouched(clone, commit, folder, depth, since),
    );
  }

  async isAncestor(commit: string, of: string): Promise<boolean> {
    const directory = await this.#clone();
    try {
      await runGit(directory, [
        'merge-base',
        '--is-ancestor',
        objectId(commit),
        objectId(of),
      ]);
      return true;
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      if (error.code === NOT_AN_ANCESTOR) return false;
      // A commit that was never pushed may be missing from a clone made after a restart.
      if (!(await this.#has(commit)) || !(await this.#has(of))) return false;
      throw error;
    }
  }

  async commit(commit: NewCommit): Promise<string> {
    objectId(commit.parent);
    return writeCommit(await this.#clone(), commit);
  }

  async push(commit: string, expected: string): Promise<'pushed' | 'lost'> {
    const directory = await this.#clone();
    const ref = `refs/heads/${this.branch}`;
    try {
      await this.#inTurn(() =>
        runGit(directory, [
          'push',
          '--quiet',
          `--force-with-lease=${ref}:${objectId(expected)}`,
          'origin',
          `${objectId(commit)}:${ref}`,
        ]),
      );
      return 'pushed';
    } catch (error) {
      return this.#afterFailedPush(commit, expected, error);
    }
  }

  async tipOf(branch: string): Promise<string | undefined> {
    return tipOf(await this.#clone(), branch);
  }

  async moveBranch(
    branch: string,
    move: { expected?: string; commit?: string },
  ): Promise<'moved' | 'lost'> {
    const directory = await this.#clone();
    return this.#inTurn(() => moveBranch(directory, branch, move));
  }

  /** What the remote holds decides, not the words of an error: a push may fail after it took effect. */
  async #afterFailedPush(
    commit: string,
    expected: string,
    cause: unknown,
  ): Promise<'pushed' | 'lost'> {
    const head = await this.fetch();
    if (await this.isAncestor(commit, head)) return 'pushed';
    if (head !== expected) return 'lost';
    throw new ServiceUnavailableError(
      'The GitOps repository refused the push',
      cause,
    );
  }

  /** A commit that another replica knows may not be in this clone yet: then it is fetched first. */
  async #reading<T>(
    commit: string,
    read: (clone: string) => Promise<T>,
  ): Promise<T> {
    objectId(commit);
    const clone = await this.#clone();
    try {
      return await read(clone);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      // It may have come with somebody else's fetch while this read failed: tried again either way.
      if (!(await this.#has(commit))) await this.fetch();
      return read(clone);
    }
  }

  async #has(object: string): Promise<boolean> {
    try {
      await runGit(this.directory, [
        'cat-file',
        '-e',
        `${objectId(object)}^{commit}`,
      ]);
      return true;
    } catch (error) {
      if (error instanceof GitError) return false;
      throw error;
    }
  }

  async #clone(): Promise<string> {
    this.#opened ??= openClone(this.directory, this.url, this.branch);
    try {
      await this.#opened;
    } catch (error) {
      this.#opened = undefined;
      throw new ForwardedError('The GitOps clone could not be opened', error);
    }
    return this.directory;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work, work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}
