import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import pipelinesModule from '@plumbline/plugin-odoo-backend-module-pipelines';
import {
  disagreements,
  type PipelineEvidence,
  type ReleaseDocument,
} from '@plumbline/plugin-odoo-common';
import {
  odooPipelineEvidenceExtensionPoint,
  type PipelineEvidenceReader,
} from '@plumbline/plugin-odoo-node';
import { pipelinesAway } from '../scenarios/pipelinesAway';
import { loadWorld, releasesOf } from '../world';
import { startGitHub, workflowRunsOf, type GitHub } from '.';

const NOW = new Date('2026-03-02T14:30:00Z');
const TOKEN = 'token-of-the-portal';
const TRUST = { branch: 'main', workflow: '.github/workflows/release.yaml' };

describe('the GitHub of the sandbox, as the portal asks it', () => {
  let gitHub: GitHub;
  let releases: ReleaseDocument[];

  beforeAll(async () => {
    releases = [...releasesOf(await loadWorld(), NOW).values()];
    const runs = workflowRunsOf(releases);
    gitHub = await startGitHub({ host: '127.0.0.1', token: TOKEN, runs });
  });
  afterAll(() => gitHub?.stop());

  /** The portal's own module, by its configuration. */
  async function readerWith(token?: string): Promise<PipelineEvidenceReader> {
    const readers: PipelineEvidenceReader[] = [];
    const { apiBaseUrl } = gitHub;
    const host = 'github.harbour.example';
    const github = [{ host, apiBaseUrl, ...(token && { token }) }];
    const backend = await startTestBackend({
      extensionPoints: [
        [
          odooPipelineEvidenceExtensionPoint,
          { addReader: reader => readers.push(reader) },
        ],
      ],
      features: [
        pipelinesModule,
        mockServices.rootConfig.factory({ data: { integrations: { github } } }),
      ],
    });
    await backend.stop();
    return readers.find(({ provider }) => provider === 'github-actions')!;
  }
  const pipelineOf = ({ spec }: ReleaseDocument): PipelineEvidence =>
    spec.evidence!.pipeline!;

  it('stands behind every release of the world', async () => {
    const reader = await readerWith(TOKEN);
    const found = await Promise.all(
      releases.map(async release => {
        const run = await reader.read(pipelineOf(release), 'main');
        expect(run.state).toBe('completed');
        return disagreements(release, run, TRUST);
      }),
    );
    expect(found).toEqual(releases.map(() => []));
  });

  it('does not agree with whatever a record says', async () => {
    const reader = await readerWith(TOKEN);
    const [release, other] = releases;
    const pipeline = pipelineOf(release);
    for (const change of [{ run: '1' }, { repository: 'harbour-group/odoo' }]) {
      await expect(
        reader.read({ ...pipeline, ...change }, 'main'),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
    }
    expect((await reader.read(pipeline, 'release')).branch).toBeUndefined();
    const run = await reader.read(pipelineOf(other), 'main');
    expect(disagreements(release, run, TRUST)).toEqual([
      expect.stringMatching(/^the run built commit/),
    ]);
  });

  it.each([
    ['a wrong token', 'another', 'NotAllowedError', /Bad credentials/],
    ['no token', undefined, 'NotFoundError', /Not Found/],
  ])('tells nothing to %s', async (_, token, name, message) => {
    const reader = await readerWith(token);
    await expect(
      reader.read(pipelineOf(releases[0]), 'main'),
    ).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  });

  it('is away while the scenario is on', async () => {
    const reader = await readerWith(TOKEN);
    const read = () => reader.read(pipelineOf(releases[0]), 'main');
    const scenario = pipelinesAway(gitHub);
    await scenario.on();
    await expect(read()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    await scenario.off();
    expect((await read()).conclusion).toBe('succeeded');
  });
});
