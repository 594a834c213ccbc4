import { execFileSync } from 'node:child_process';

export type HostedMethod = 'merge' | 'squash' | 'rebase';

export interface HostedPull {
  number: number;
  branch: string;
  title: string;
  body: string;
  state: 'open' | 'closed' | 'merged';
  /** The commit on the target branch. */
  merged?: string;
  /** At the tip of the branch when it ended. */
  lastHead?: string;
  endedBy?: string;
  /** Somebody asked for its completion; it is completed when it is looked at next. */
  queued?: { method: HostedMethod; head: string; message: string };
}

export interface HostedStatus {
  name: string;
  outcome: 'success' | 'failure' | 'pending';
  description?: string;
  link?: string;
}

export class MergeRefusal extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** What both services have in common: pull requests over a real bare repository, which they really merge. */
export class HostedRepository {
  readonly pulls: HostedPull[] = [];
  /** Names of the checks that the target branch requires. */
  required: string[] = [];
  readonly #statuses = new Map<string, HostedStatus[]>();

  constructor(readonly bare: string, readonly branch = 'main') {}

  git(...args: string[]): string {
    const who = { name: 'Host', email: 'noreply@host.example' };
    return execFileSync('git', args, {
      cwd: this.bare,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: who.name,
        GIT_AUTHOR_EMAIL: who.email,
        GIT_COMMITTER_NAME: who.name,
        GIT_COMMITTER_EMAIL: who.email,
      },
    })
      .toString()
      .trim();
  }

  tip(branch: string): string | undefined {
    return (
      this.git(
        'for-each-ref',
        '--format=%(objectname)',
        `refs/heads/${branch}`,
      ) || undefined
    );
  }

  /** As the services do, a pull request whose branch is gone is closed. */
  look(number: number): HostedPull | undefined {
    const pull = this.pulls.find(each => each.number === number);
    if (pull?.queued) {
      const { queued } = pull;
      pull.queued = undefined;
      this.merge(number, queued);
    }
    if (pull?.state === 'open' && !this.tip(pull.branch)) this.close(number);
    return pull;
  }

  headOf(pull: HostedPull): string {
    return this.tip(pull.branch) ?? pull.lastHead ?? '0'.repeat(40);
  }

  open(branch: string, text: { title: string; body: string }): HostedPull {
    const active = this.pulls.some(
      pull => pull.branch === branch && pull.state === 'open',
    );
    if (active) throw new MergeRefusal(422, 'A pull request already exists');
    if (!this.tip(branch)) throw new MergeRefusal(422, 'No such branch');
    const number = this.pulls.length + 1;
    const pull: HostedPull = { number, branch, ...text, state: 'open' };
    this.pulls.push(pull);
    return pull;
  }

  close(number: number, endedBy?: string): void {
    const pull = this.pulls[number - 1];
    pull.lastHead = this.tip(pull.branch) ?? pull.lastHead;
    Object.assign(pull, { state: 'closed', endedBy });
  }

  statusesOf(commit: string): readonly HostedStatus[] {
    return this.#statuses.get(commit) ?? [];
  }

  /** The newest of a name counts. */
  report(commit: string, status: HostedStatus): void {
    const others = this.statusesOf(commit).filter(
      ({ name }) => name !== status.name,
    );
    this.#statuses.set(commit, [...others, status]);
  }

  /** Answers the head. */
  assertMergeable(number: number, expected?: string): string {
    const pull = this.pulls[number - 1];
    const head = this.headOf(pull);
    if (pull.state !== 'open') throw new MergeRefusal(405, 'It is not open');
    if (expected && expected !== head) {
      throw new MergeRefusal(
        409,
        'Head branch was modified. Review and try the merge again.',
      );
    }
    for (const name of this.required) {
      const status = this.statusesOf(head).find(each => each.name === name);
      if (status?.outcome !== 'success') {
        throw new MergeRefusal(
          405,
          `Required status check "${name}" is expected.`,
        );
      }
    }
    return head;
  }

  /** Merges as the service does, or throws MergeRefusal. */
  merge(
    number: number,
    options: {
      method: HostedMethod;
      head?: string;
      message: string;
      endedBy?: string;
    },
  ): string {
    const pull = this.pulls[number - 1];
    const head = this.assertMergeable(number, options.head);
    const base = this.git('rev-parse', this.branch);
    const merged = this.#commit(base, head, options);
    this.git('update-ref', `refs/heads/${this.branch}`, merged, base);
    const { endedBy } = options;
    Object.assign(pull, { state: 'merged', merged, lastHead: head, endedBy });
    return merged;
  }

  #commit(
    base: string,
    head: string,
    { method, message }: { method: HostedMethod; message: string },
  ): string {
    const tree = this.git('merge-tree', '--write-tree', base, head);
    const parents = method === 'merge' ? [base, head] : [base];
    const words =
      method === 'rebase'
        ? this.git('log', '-1', '--format=%B', head)
        : message;
    return this.git(
      'commit-tree',
      tree,
      ...parents.flatMap(parent => ['-p', parent]),
      '-m',
      words,
    );
  }
}
