import { InputError } from '@backstage/errors';
import {
  AzureDevOpsCredentialsProvider,
  DefaultAzureDevOpsCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { PipelineEvidence, PipelineRun } from '@plumbline/plugin-odoo-common';
import {
  HostClient,
  PipelineEvidenceReader,
} from '@plumbline/plugin-odoo-node';
import { z } from 'zod';
import { askForRun, askWhetherOn } from './askForRun';

/** learn.microsoft.com/rest/api/azure/devops/build/builds/get, version 7.1. */
const buildSchema = z.object({
  id: z.int(),
  status: z.string(),
  result: z.string().nullish(),
  sourceVersion: z.string(),
  repository: z.object({ id: z.string().min(1), type: z.string() }),
  project: z.object({ name: z.string() }),
  definition: z.object({ id: z.int() }).optional(),
  _links: z.object({
    web: z.object({ href: z.url({ protocol: /^https$/ }) }),
  }),
});

const AZURE_REPOS = 'TfsGit';

/**
 * learn.microsoft.com/rest/api/azure/devops/git/stats/get, version 7.1: how many commits the branch lacks that the base
 * has; none, when the base is on it.
 */
const branchSchema = z.object({ behindCount: z.int().min(0) });

const STATES: Record<string, PipelineRun['state']> = {
  completed: 'completed',
  inProgress: 'running',
  cancelling: 'running',
};

/** One that succeeded in parts did not: a part of the evidence is missing. */
const CONCLUSIONS: Record<string, PipelineRun['conclusion']> = {
  succeeded: 'succeeded',
  partiallySucceeded: 'failed',
  failed: 'failed',
  canceled: 'cancelled',
};

/** Runs of Azure Pipelines, in Azure DevOps Services or Server. */
export class AzurePipelinesReader implements PipelineEvidenceReader {
  readonly provider = 'azure-pipelines';
  readonly #credentials: AzureDevOpsCredentialsProvider;
  /** One for each organisation: each has a rate limit of its own. */
  readonly #clients = new Map<string, HostClient>();

  constructor(private readonly integrations: ScmIntegrationRegistry) {
    this.#credentials =
      DefaultAzureDevOpsCredentialsProvider.fromIntegrations(integrations);
  }

  async read(
    { repository, run, url }: PipelineEvidence,
    branch: string,
  ): Promise<PipelineRun> {
    const [organisation, project, ...more] = repository.split('/');
    if (!project || more.length > 0) {
      throw new InputError(`${repository} is not <organisation>/<project>`);
    }
    const client = this.#clientOf(url, organisation);
    const found = await askForRun(client, run, {
      path: [project, '_apis', 'build', 'builds', run],
      query: { 'api-version': '7.1' },
      answer: buildSchema,
    });
    const { id, type } = found.repository;
    // Of code on another host, Azure DevOps knows no branches.
    const isOn =
      type === AZURE_REPOS &&
      (await askWhetherOn(
        client,
        {
          path: [
            project,
            '_apis',
            'git',
            'repositories',
            id,
            'stats',
            'branches',
          ],
          query: {
            name: branch,
            'baseVersionDescriptor.versionType': 'commit',
            'baseVersionDescriptor.version': found.sourceVersion,
            'api-version': '7.1',
          },
          answer: branchSchema,
        },
        ({ behindCount }) => behindCount === 0,
      ));
    const state = STATES[found.status] ?? 'waiting';
    const conclusion = CONCLUSIONS[found.result ?? ''];
    return {
      state,
      commit: found.sourceVersion,
      repository: `${organisation}/${found.project.name}`,
      ...(isOn && { branch }),
      ...(found.definition && { workflow: String(found.definition.id) }),
      url: found._links.web.href,
      ...(state === 'completed' && conclusion && { conclusion }),
    };
  }

  #clientOf(url: string, organisation: string): HostClient {
    const { host } = new URL(url);
    const known = this.#clients.get(`${host}/${organisation}`);
    if (known) return known;
    if (!this.integrations.azure.byHost(host)) {
      throw new InputError(
        `There is no integration for ${host}: add it to integrations.azure`,
      );
    }
    const api = new URL(`https://${host}`);
    api.pathname = encodeURIComponent(organisation);
    const client = new HostClient({
      title: 'Azure DevOps',
      api,
      headers: { accept: 'application/json' },
      authorize: async () => {
        const credentials = await this.#credentials.getCredentials({
          url: api.href,
        });
        return credentials?.headers ?? {};
      },
    });
    this.#clients.set(`${host}/${organisation}`, client);
    return client;
  }
}
