import {
  APPROVAL_STATUS,
  ApprovalStatus,
  HostClient,
  HostRefusal,
  HostedPullRequest,
  MergeOutcome,
  PullRequestHost,
  PullRequestText,
} from '@plumbline/plugin-odoo-node';
import { z } from 'zod';
import { MergeMethod } from '../config';
import { Pull, mergeSchema, pullListSchema, pullSchema } from './answers';
import { readChecks } from './readChecks';

/** Longest description of a commit status. */
const DESCRIPTION_MAX = 140;

type Numbered = Pick<HostedPullRequest, 'number'>;

export interface GitHubOptions {
  client: HostClient;
  owner: string;
  name: string;
  branch: string;
  mergeMethod: MergeMethod;
  pollMs: number;
}

/** Pull requests of one repository on github.com or GitHub Enterprise. */
export class GitHubHost implements PullRequestHost {
  readonly title = 'GitHub';
  readonly pollMs: number;
  readonly #client: HostClient;
  readonly #repository: readonly string[];

  constructor(private readonly options: GitHubOptions) {
    this.pollMs = options.pollMs;
    this.#client = options.client;
    this.#repository = ['repos', options.owner, options.name];
  }

  async find(branch: string): Promise<HostedPullRequest | undefined> {
    const pull = await this.#newest(branch);
    return pull && this.#shown(pull);
  }

  async open(branch: string, text: PullRequestText) {
    const known = await this.#newest(branch);
    if (known?.state !== 'open') return this.#create(branch, text);
    const { title, body } = text;
    if (known.title === title && known.body === body) return this.#shown(known);
    return this.#shown(await this.#update(known, { title, body }));
  }

  async report(
    _pullRequest: Numbered,
    commit: string,
    { outcome, description, link }: ApprovalStatus,
  ): Promise<void> {
    await this.#client.ask({
      method: 'POST',
      path: [...this.#repository, 'statuses', commit],
      body: {
        state: outcome,
        context: `${APPROVAL_STATUS.genre}/${APPROVAL_STATUS.name}`,
        description: description.slice(0, DESCRIPTION_MAX),
        target_url: link,
      },
      answer: z.object({ id: z.int() }),
    });
  }

  async merge(
    { number }: Numbered,
    expectedHead: string,
    { title, body }: PullRequestText,
  ): Promise<MergeOutcome> {
    try {
      const { sha } = await this.#client.ask({
        method: 'PUT',
        path: [...this.#repository, 'pulls', number, 'merge'],
        body: {
          sha: expectedHead,
          merge_method: this.options.mergeMethod,
          commit_title: title,
          commit_message: body,
        },
        answer: mergeSchema,
      });
      return { merged: sha };
    } catch (error) {
      // 405 not mergeable, 409 another head, 422 a rule says no.
      if (error instanceof HostRefusal) return { refused: error.reason };
      throw error;
    }
  }

  async close(pullRequest: Numbered): Promise<void> {
    await this.#update(pullRequest, { state: 'closed' });
  }

  async #create(branch: string, { title, body }: PullRequestText) {
    const { branch: base } = this.options;
    try {
      const pull = await this.#client.ask({
        method: 'POST',
        path: [...this.#repository, 'pulls'],
        body: { head: branch, base, title, body },
        answer: pullSchema,
      });
      return await this.#shown(pull);
    } catch (error) {
      // Whoever was stopped after opening it finds it: GitHub takes one of a branch only.
      const found =
        error instanceof HostRefusal ? await this.#newest(branch) : undefined;
      if (found?.state !== 'open') throw error;
      return this.#shown(found);
    }
  }

  #update({ number }: Numbered, body: object): Promise<Pull> {
    return this.#client.ask({
      method: 'PATCH',
      path: [...this.#repository, 'pulls', number],
      body,
      answer: pullSchema,
    });
  }

  async #newest(branch: string): Promise<Pull | undefined> {
    const { owner, branch: base } = this.options;
    const [newest] = await this.#client.ask({
      path: [...this.#repository, 'pulls'],
      query: {
        head: `${owner}:${branch}`,
        base,
        state: 'all',
        sort: 'created',
        direction: 'desc',
        per_page: 1,
      },
      answer: pullListSchema,
    });
    return (
      newest &&
      this.#client.ask({
        path: [...this.#repository, 'pulls', newest.number],
        answer: pullSchema,
      })
    );
  }

  async #shown(pull: Pull): Promise<HostedPullRequest> {
    const { head, merged, state, merged_by: by, merge_commit_sha: sha } = pull;
    const ended = merged ? 'merged' : state;
    return {
      number: pull.number,
      url: pull.html_url,
      state: ended,
      head: head.sha,
      merging: false,
      ...(pull.mergeable === false && {
        obstacle: 'it conflicts with the branch',
      }),
      ...(merged && sha && { merged: sha }),
      ...(by && { endedBy: by.login }),
      checks:
        ended === 'open'
          ? await readChecks(this.#client, this.#repository, {
              branch: this.options.branch,
              commit: head.sha,
            })
          : [],
    };
  }
}
