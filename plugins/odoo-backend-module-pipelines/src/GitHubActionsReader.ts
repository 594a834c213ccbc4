import { InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { PipelineEvidence, PipelineRun } from '@plumbline/plugin-odoo-common';
import {
  HostClient,
  PipelineEvidenceReader,
} from '@plumbline/plugin-odoo-node';
import { z } from 'zod';
import { askForRun, askWhetherOn } from './askForRun';

/** docs.github.com/rest/actions/workflow-runs#get-a-workflow-run, version 2022-11-28. */
const runSchema = z.object({
  id: z.int(),
  status: z.string(),
  conclusion: z.string().nullish(),
  head_sha: z.string(),
  /** Of a pull request, the fork; null: it was deleted since. */
  head_repository: z.object({ full_name: z.string() }).nullable(),
  html_url: z.url({ protocol: /^https$/ }),
  /** Of the workflow's file; GitHub's own examples end in the branch, `release.yaml@main`. */
  path: z.string().optional(),
});

/** docs.github.com/rest/commits/commits#compare-two-commits: of the second, seen from the first. */
const comparisonSchema = z.object({
  status: z.enum(['ahead', 'behind', 'diverged', 'identical']),
});

const CONCLUSIONS: Record<string, PipelineRun['conclusion']> = {
  success: 'succeeded',
  cancelled: 'cancelled',
};

function stateOf(status: string): PipelineRun['state'] {
  if (status === 'completed') return 'completed';
  return status === 'in_progress' ? 'running' : 'waiting';
}

/**
 * The file without the branch. Greedy: of `release.yaml@x.yml` nobody can tell whether that is a file's name, and whoever
 * can push one must not pass for `release.yaml`.
 */
const workflowOf = (path: string | undefined): string | undefined =>
  path?.match(/^.*\.ya?ml(?=@|$)/)?.[0];

/** Runs of GitHub Actions, on github.com or GitHub Enterprise. */
export class GitHubActionsReader implements PipelineEvidenceReader {
  readonly provider = 'github-actions';
  readonly #credentials: GithubCredentialsProvider;
  /** One for each owner: an App has a token and a rate limit for each. */
  readonly #clients = new Map<string, HostClient>();

  constructor(private readonly integrations: ScmIntegrationRegistry) {
    this.#credentials =
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  }

  async read(
    { repository, run, url }: PipelineEvidence,
    branch: string,
  ): Promise<PipelineRun> {
    const [owner, name, ...more] = repository.split('/');
    if (!name || more.length > 0) {
      throw new InputError(`${repository} is not <owner>/<name>`);
    }
    const client = this.#clientOf(url, owner);
    const found = await askForRun(client, run, {
      path: ['repos', owner, name, 'actions', 'runs', run],
      answer: runSchema,
    });
    const isOn = await askWhetherOn(
      client,
      {
        path: [
          'repos',
          owner,
          name,
          'compare',
          `${branch}...${found.head_sha}`,
        ],
        // The files that differ come with the first page alone; nobody needs them.
        query: { per_page: 1, page: 2 },
        answer: comparisonSchema,
      },
      ({ status }) => status === 'identical' || status === 'behind',
    );
    const state = stateOf(found.status);
    return {
      state,
      commit: found.head_sha,
      repository: found.head_repository?.full_name ?? 'a deleted repository',
      ...(isOn && { branch }),
      workflow: workflowOf(found.path),
      url: found.html_url,
      // Whatever else ended a run did not make a release.
      ...(state === 'completed' &&
        found.conclusion && {
          conclusion: CONCLUSIONS[found.conclusion] ?? 'failed',
        }),
    };
  }

  #clientOf(url: string, owner: string): HostClient {
    const { host } = new URL(url);
    const known = this.#clients.get(`${host}/${owner}`);
    if (known) return known;
    const api = this.integrations.github.byHost(host)?.config.apiBaseUrl;
    if (!api) {
      throw new InputError(
        `There is no integration for ${host}: add it to integrations.github, with its apiBaseUrl`,
      );
    }
    const client = new HostClient({
      title: 'GitHub',
      api: new URL(api),
      headers: {
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
      },
      authorize: async () => {
        const { headers } = await this.#credentials.getCredentials({
          url: `https://${host}/${encodeURIComponent(owner)}`,
        });
        return headers ?? {};
      },
    });
    this.#clients.set(`${host}/${owner}`, client);
    return client;
  }
}
