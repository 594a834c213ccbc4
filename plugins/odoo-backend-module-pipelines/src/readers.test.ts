import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { PipelineEvidence } from '@plumbline/plugin-odoo-common';
import { PipelineEvidenceReader } from '@plumbline/plugin-odoo-node';
import { HttpResponse, delay, http } from 'msw';
import { setupServer } from 'msw/node';
import { AzurePipelinesReader } from './AzurePipelinesReader';
import { GitHubActionsReader } from './GitHubActionsReader';

const COMMIT = 'a'.repeat(40);
const TOKEN = 'secret-token-of-the-portal';
const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [{ host: 'github.com', token: TOKEN }],
      azure: [
        {
          host: 'dev.azure.com',
          credentials: [{ personalAccessToken: TOKEN }],
        },
      ],
    },
  }),
);

interface Provider {
  create(): PipelineEvidenceReader;
  api: string;
  /** Where it is asked whether main has the commit. */
  branchApi: string;
  search: string;
  onBranch: object;
  offBranch: object;
  evidence: PipelineEvidence;
  authorization: string;
  answer(state: string, result?: string): object;
  /** That ran, as the configuration would name it. */
  workflow: string;
}

const PROVIDERS: Record<string, Provider> = {
  'GitHub Actions': {
    create: () => new GitHubActionsReader(integrations),
    api: 'https://api.github.com/repos/harbour/odoo-addons/actions/runs/4711',
    branchApi: `https://api.github.com/repos/harbour/odoo-addons/compare/main...${COMMIT}`,
    search: '?per_page=1&page=2',
    onBranch: { status: 'behind' },
    offBranch: { status: 'diverged' },
    evidence: {
      provider: 'github-actions',
      repository: 'harbour/odoo-addons',
      run: '4711',
      url: 'https://github.com/harbour/odoo-addons/actions/runs/4711',
    },
    authorization: `Bearer ${TOKEN}`,
    answer: (status, conclusion) => ({
      id: 4711,
      status,
      conclusion: conclusion ?? null,
      head_sha: COMMIT,
      head_repository: { full_name: 'harbour/odoo-addons' },
      html_url: 'https://github.com/harbour/odoo-addons/actions/runs/4711',
      path: '.github/workflows/release.yaml@refs/tags/18.0-2026.11.1',
    }),
    workflow: '.github/workflows/release.yaml',
  },
  'Azure Pipelines': {
    create: () => new AzurePipelinesReader(integrations),
    api: 'https://dev.azure.com/harbour/erp/_apis/build/builds/4711',
    branchApi:
      'https://dev.azure.com/harbour/erp/_apis/git/repositories/r-1/stats/branches',
    search: `?name=main&baseVersionDescriptor.versionType=commit&baseVersionDescriptor.version=${COMMIT}&api-version=7.1`,
    onBranch: { name: 'main', aheadCount: 4, behindCount: 0 },
    offBranch: { name: 'main', aheadCount: 4, behindCount: 1 },
    evidence: {
      provider: 'azure-pipelines',
      repository: 'harbour/erp',
      run: '4711',
      url: 'https://dev.azure.com/harbour/erp/_build/results?buildId=4711',
    },
    authorization: `Basic ${Buffer.from(`:${TOKEN}`).toString('base64')}`,
    answer: (status, result) => ({
      id: 4711,
      status,
      result,
      sourceVersion: COMMIT,
      repository: { id: 'r-1', type: 'TfsGit' },
      project: { name: 'erp' },
      definition: { id: 27, name: 'release' },
      _links: {
        web: {
          href: 'https://dev.azure.com/harbour/erp/_build/results?buildId=4711',
        },
      },
    }),
    workflow: '27',
  },
};

const FORKS = [
  ['a fork', { full_name: 'mallory/odoo-addons' }, 'mallory/odoo-addons'],
  ['a fork that is gone', null, 'a deleted repository'],
] as const;

// Whatever is asked besides fails the test: nobody else is ever asked.
const server = setupServer();
registerMswTestHooks(server);

const RUNS = {
  'GitHub Actions': [
    ['queued', undefined, { state: 'waiting' }],
    ['in_progress', undefined, { state: 'running' }],
    ['completed', 'success', { state: 'completed', conclusion: 'succeeded' }],
    ['completed', 'timed_out', { state: 'completed', conclusion: 'failed' }],
    ['completed', 'cancelled', { state: 'completed', conclusion: 'cancelled' }],
    ['completed', undefined, { state: 'completed' }],
  ],
  'Azure Pipelines': [
    ['notStarted', undefined, { state: 'waiting' }],
    ['inProgress', undefined, { state: 'running' }],
    ['completed', 'succeeded', { state: 'completed', conclusion: 'succeeded' }],
    [
      'completed',
      'partiallySucceeded',
      { state: 'completed', conclusion: 'failed' },
    ],
    ['completed', 'canceled', { state: 'completed', conclusion: 'cancelled' }],
    ['completed', 'none', { state: 'completed' }],
  ],
} as const;

describe.each(Object.entries(PROVIDERS))('%s', (name, provider) => {
  const DONE = provider.answer(
    'completed',
    name === 'GitHub Actions' ? 'success' : 'succeeded',
  );
  const respond = (resolver: Parameters<typeof http.get>[1]) =>
    server.use(http.get(provider.api, resolver));
  const respondOn = (resolver: Parameters<typeof http.get>[1]) =>
    server.use(http.get(provider.branchApi, resolver));
  // Unless a test says otherwise the commit was merged.
  beforeEach(() => respondOn(() => HttpResponse.json(provider.onBranch)));
  const read = () => provider.create().read(provider.evidence, 'main');

  it.each(RUNS[name as keyof typeof RUNS])(
    'understands a run that is %s, %s',
    async (state, result, run) => {
      let authorization: string | null = null;
      respond(({ request }) => {
        authorization = request.headers.get('authorization');
        return HttpResponse.json(provider.answer(state, result));
      });
      expect(await read()).toEqual({
        ...run,
        commit: COMMIT,
        repository: provider.evidence.repository,
        branch: 'main',
        workflow: provider.workflow,
        url: provider.evidence.url,
      });
      expect(authorization).toBe(provider.authorization);
    },
  );

  it.each([
    [401, {}, 'NotAllowedError', /does not let the portal in \(401\)/],
    [403, {}, 'NotAllowedError', /check the credentials of integrations/],
    [404, {}, 'NotFoundError', /the run is not there, or .* may not see it/],
    [
      429,
      { 'retry-after': '30' },
      'ServiceUnavailableError',
      /limits requests/,
    ],
    [
      403,
      { 'x-ratelimit-remaining': '0' },
      'ServiceUnavailableError',
      /limits requests/,
    ],
    [429, {}, 'ServiceUnavailableError', /limits requests/],
    [500, {}, 'ServiceUnavailableError', /answers with 500/],
    [503, {}, 'ServiceUnavailableError', /answers with 503/],
    // To a host that would be given the credentials, and might lie within.
    [
      302,
      { location: 'http://169.254.169.254/latest' },
      'NotAllowedError',
      /redirect \(302\)/,
    ],
  ])('fails with what %s %j means', async (status, headers, type, words) => {
    respond(() =>
      HttpResponse.json({ message: 'No' }, { status, headers: { ...headers } }),
    );
    const failure = await read().catch(error => error);
    expect(failure).toMatchObject({ name: type });
    expect(failure.message).toMatch(words);
    expect(failure.message).not.toContain(TOKEN);
  });

  it('believes nothing that is not on the branch, or of which the branch knows nothing', async () => {
    respond(() => HttpResponse.json(DONE));
    let searched = '';
    respondOn(({ request }) => {
      searched = new URL(request.url).search;
      return HttpResponse.json(provider.offBranch);
    });
    expect((await read()).branch).toBeUndefined();
    respondOn(() => HttpResponse.json({ message: 'No' }, { status: 404 }));
    expect((await read()).branch).toBeUndefined();
    expect(searched).toBe(provider.search);
  });

  it.each([
    [401, 'NotAllowedError'],
    [429, 'ServiceUnavailableError'],
    [502, 'ServiceUnavailableError'],
  ])(
    'knows nothing of a run whose branch is answered with %s',
    async (status, name_) => {
      respond(() => HttpResponse.json(DONE));
      respondOn(() => HttpResponse.json({ message: 'No' }, { status }));
      await expect(read()).rejects.toMatchObject({ name: name_ });
    },
  );

  it('takes no half of an answer for a whole', async () => {
    const text = JSON.stringify(DONE);
    respond(() => HttpResponse.text(text.slice(0, text.length / 2)));
    await expect(read()).rejects.toThrow('cannot be understood');
    respond(
      () =>
        new HttpResponse(
          new ReadableStream({
            start(controller) {
              controller.enqueue(new TextEncoder().encode(text.slice(0, 40)));
              controller.error(new Error(`broken off for ${TOKEN}`));
            },
          }),
        ),
    );
    const failure = await read().catch(error => error);
    expect(failure.name).toBe('ServiceUnavailableError');
    expect(failure.message).not.toContain(TOKEN);
  });

  it.each([
    ['no JSON', '<html>Sign in</html>'],
    ['nothing of a run', '{"id": 4711}'],
    [
      'a page that is not encrypted',
      JSON.stringify(provider.answer('completed')).replaceAll(
        'https:',
        'http:',
      ),
    ],
  ])('is not misled by %s', async (_, text) => {
    respond(() => HttpResponse.text(text));
    await expect(read()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('cannot be understood'),
    });
  });

  it('takes the word for no other run', async () => {
    respond(() => HttpResponse.json({ ...DONE, id: 4712 }));
    await expect(read()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'Asked for run 4711, the host answered with run 4712',
    });
  });

  it('does not wait for ever, and says no more than that it cannot be reached', async () => {
    const soon = AbortSignal.timeout(50);
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(soon);
    respond(async () => {
      await delay('infinite');
      return HttpResponse.json({});
    });
    await expect(read()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('cannot be reached (TimeoutError)'),
    });
    timeout.mockRestore();
  });

  it('leaves a provider alone that limits requests', async () => {
    let asked = 0;
    respond(() => {
      asked += 1;
      return new HttpResponse(null, {
        status: 429,
        headers: { 'retry-after': '60' },
      });
    });
    const reader = provider.create();
    for (let time = 0; time < 3; time++) {
      await expect(reader.read(provider.evidence, 'main')).rejects.toThrow(
        'limits requests',
      );
    }
    expect(asked).toBe(1);
  });

  it.each([
    [
      'a host that no integration names',
      { url: 'https://internal.example/runs/1' },
      /no integration for internal\.example/,
    ],
    [
      'a repository of another form',
      { repository: 'harbour' },
      /harbour is not </,
    ],
    ['a path that climbs', { repository: '../..' }, /No part of a path may be/],
  ])('asks nobody for %s', async (_, change, words) => {
    const evidence = { ...provider.evidence, ...change };
    await expect(
      provider.create().read(evidence, 'main'),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(words),
    });
  });
});

it.each(FORKS)(
  'says that a run of GitHub built code of %s',
  async (_, head_repository, repository) => {
    const { api, branchApi, create, evidence, answer, onBranch } =
      PROVIDERS['GitHub Actions'];
    server.use(http.get(branchApi, () => HttpResponse.json(onBranch)));
    const run = { ...answer('completed', 'success'), head_repository };
    server.use(http.get(api, () => HttpResponse.json(run)));
    expect(await create().read(evidence, 'main')).toMatchObject({ repository });
  },
);

it.each([
  ['release.yaml', 'release.yaml'],
  ['release.yaml@main', 'release.yaml'],
  ['release.yaml@x.yml', 'release.yaml@x.yml'],
  ['release.yaml@x.yml@main', 'release.yaml@x.yml'],
])(
  'takes no file of another name for the workflow of GitHub: %s',
  async (path, workflow) => {
    const { api, branchApi, create, evidence, answer, onBranch } =
      PROVIDERS['GitHub Actions'];
    server.use(http.get(branchApi, () => HttpResponse.json(onBranch)));
    const run = {
      ...answer('completed', 'success'),
      path: `.github/workflows/${path}`,
    };
    server.use(http.get(api, () => HttpResponse.json(run)));
    expect((await create().read(evidence, 'main')).workflow).toBe(
      `.github/workflows/${workflow}`,
    );
  },
);
