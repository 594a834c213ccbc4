import { ServiceUnavailableError } from '@backstage/errors';
import {
  APPROVAL_STATUS,
  ApprovalStatus,
  HostClient,
  HostRefusal,
  HostRequest,
  HostedPullRequest,
  MergeOutcome,
  PullRequestHost,
  PullRequestText,
} from '@plumbline/plugin-odoo-node';
import { z } from 'zod';
import { MergeMethod } from '../config';
import {
  AzurePullRequest,
  evaluationListSchema,
  iterationListSchema,
  pullRequestListSchema,
  pullRequestSchema,
} from './answers';
import { judgePolicies } from './judgePolicies';
import { mergeOutcome, shownOf } from './shownOf';

const VERSION = { 'api-version': '7.1' };
/** Evaluations of policies have been in preview since version 2. */
const PREVIEW = { 'api-version': '7.1-preview.1' };
const TITLE_MAX = 400;
const DESCRIPTION_MAX = 4000;
const MAX_POLICIES = 200;

const STRATEGIES: Record<MergeMethod, string> = {
  merge: 'noFastForward',
  squash: 'squash',
  rebase: 'rebase',
};

const bounded = ({ title, body }: PullRequestText) => ({
  title: title.slice(0, TITLE_MAX),
  description: body.slice(0, DESCRIPTION_MAX),
});

type Numbered = Pick<HostedPullRequest, 'number'>;

export interface AzureDevOpsOptions {
  /** Its API is the project's. */
  client: HostClient;
  /** URL of the project and name of the repository in it. */
  project: string;
  name: string;
  branch: string;
  mergeMethod: MergeMethod;
  pollMs: number;
}

/** Pull requests of one repository in Azure DevOps Services or Server. */
export class AzureDevOpsHost implements PullRequestHost {
  readonly title = 'Azure DevOps';
  readonly pollMs: number;

  constructor(private readonly options: AzureDevOpsOptions) {
    this.pollMs = options.pollMs;
  }

  async find(branch: string): Promise<HostedPullRequest | undefined> {
    const found = await this.#newest(branch);
    return found && this.#shown(found);
  }

  async open(branch: string, text: PullRequestText) {
    const known = await this.#newest(branch);
    if (known?.status !== 'active') return this.#create(branch, text);
    const { title, description } = bounded(text);
    if (known.title === title && known.description === description) {
      return this.#shown(known);
    }
    const number = known.pullRequestId;
    return this.#shown(await this.#update({ number }, { title, description }));
  }

  /** On the iteration of the commit: what was said of another one does not count for it. */
  async report(
    { number }: Numbered,
    commit: string,
    { outcome, description, link }: ApprovalStatus,
  ): Promise<void> {
    const { value: iterations } = await this.#git({
      path: ['pullRequests', number, 'iterations'],
      answer: iterationListSchema,
    });
    const iteration = iterations.findLast(
      ({ sourceRefCommit }) => sourceRefCommit?.commitId === commit,
    );
    if (!iteration) {
      throw new ServiceUnavailableError(
        `Azure DevOps does not show ${commit.slice(
          0,
          7,
        )} on pull request ${number} yet`,
      );
    }
    await this.#git({
      method: 'POST',
      path: ['pullRequests', number, 'statuses'],
      body: {
        state: outcome === 'success' ? 'succeeded' : 'failed',
        description,
        context: APPROVAL_STATUS,
        targetUrl: link,
        iterationId: iteration.id,
      },
      answer: z.object({ id: z.int() }),
    });
  }

  /** Completion is queued: it may be under way when this answers. */
  async merge(
    pullRequest: Numbered,
    expectedHead: string,
    { title, body }: PullRequestText,
  ): Promise<MergeOutcome> {
    try {
      const completed = await this.#update(pullRequest, {
        status: 'completed',
        lastMergeSourceCommit: { commitId: expectedHead },
        completionOptions: {
          mergeStrategy: STRATEGIES[this.options.mergeMethod],
          mergeCommitMessage: `${title}\n\n${body}`,
          deleteSourceBranch: false,
          bypassPolicy: false,
        },
      });
      return mergeOutcome(completed);
    } catch (error) {
      if (error instanceof HostRefusal) return { refused: error.reason };
      throw error;
    }
  }

  async close(pullRequest: Numbered): Promise<void> {
    await this.#update(pullRequest, { status: 'abandoned' });
  }

  async #create(branch: string, text: PullRequestText) {
    try {
      const created = await this.#git({
        method: 'POST',
        path: ['pullrequests'],
        body: {
          sourceRefName: `refs/heads/${branch}`,
          targetRefName: `refs/heads/${this.options.branch}`,
          ...bounded(text),
        },
        answer: pullRequestSchema,
      });
      return await this.#shown(created);
    } catch (error) {
      // Whoever was stopped after opening it finds it: there is one active between two branches only.
      const found =
        error instanceof HostRefusal ? await this.#newest(branch) : undefined;
      if (found?.status !== 'active') throw error;
      return this.#shown(found);
    }
  }

  #update({ number }: Numbered, body: object): Promise<AzurePullRequest> {
    return this.#git({
      method: 'PATCH',
      path: ['pullrequests', number],
      body,
      answer: pullRequestSchema,
    });
  }

  async #newest(branch: string): Promise<AzurePullRequest | undefined> {
    const { value } = await this.#git({
      path: ['pullrequests'],
      query: {
        'searchCriteria.sourceRefName': `refs/heads/${branch}`,
        'searchCriteria.targetRefName': `refs/heads/${this.options.branch}`,
        'searchCriteria.status': 'all',
      },
      answer: pullRequestListSchema,
    });
    const own = value.filter(({ forkSource }) => !forkSource);
    const numbers = own.map(({ pullRequestId }) => pullRequestId);
    return numbers.length === 0
      ? undefined
      : this.#git({
          path: ['pullrequests', Math.max(...numbers)],
          answer: pullRequestSchema,
        });
  }

  async #shown(found: AzurePullRequest): Promise<HostedPullRequest> {
    const { project, name } = this.options;
    const shown = shownOf(found, `${project}/_git/${encodeURIComponent(name)}`);
    return shown.state === 'open'
      ? { ...shown, checks: await this.#checks(found) }
      : shown;
  }

  async #checks({ pullRequestId, repository }: AzurePullRequest) {
    const { client, project } = this.options;
    const { value } = await client.ask({
      path: ['_apis', 'policy', 'evaluations'],
      query: {
        artifactId: `vstfs:///CodeReview/CodeReviewId/${repository.project.id}/${pullRequestId}`,
        $top: MAX_POLICIES,
        ...PREVIEW,
      },
      answer: evaluationListSchema,
    });
    return judgePolicies(value, project);
  }

  #git<T>({ path, query, ...request }: HostRequest<T>): Promise<T> {
    const { client, name } = this.options;
    return client.ask({
      ...request,
      path: ['_apis', 'git', 'repositories', name, ...path],
      query: { ...query, ...VERSION },
    });
  }
}
