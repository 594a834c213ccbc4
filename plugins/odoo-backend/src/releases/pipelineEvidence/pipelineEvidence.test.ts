import { mockServices } from '@backstage/backend-test-utils';
import {
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  PipelineEvidence,
  PipelineRun,
  ReleaseDocument,
  TrustedRepository,
  judgeProvenance,
} from '@plumbline/plugin-odoo-common';
import {
  evidenceOf,
  evidentReleaseOf,
  releaseOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { UnclearAnswer } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { testDatabases } from '../../__testUtils__/databases';
import { migrate } from '../../readModel';
import { PipelineEvidenceTask, PipelineRunStore, PipelineRuns } from '.';

const databases = testDatabases();
jest.setTimeout(60_000);
const START = Date.parse('2026-11-20T12:00:00Z');
const MINUTE = 60_000;
const after = (minutes: number) => new Date(START + minutes * MINUTE);

const releaseWith = (version: string, change: Partial<PipelineEvidence> = {}) =>
  evidentReleaseOf(version, {
    evidence: evidenceOf({
      pipeline: { ...evidenceOf().pipeline!, run: '1', ...change },
    }),
  });
const FIRST = '18.0-2026.11.1';
const TRUSTED: TrustedRepository[] = [
  { repository: 'github.com/harbour', branch: 'main' },
];
const SUCCEEDED: PipelineRun = {
  state: 'completed',
  conclusion: 'succeeded',
  commit: 'a'.repeat(40),
  branch: 'main',
  url: 'https://github.com/harbour/odoo-addons/actions/runs/1',
};

describe.each(databases.eachSupportedId())(
  'pipeline evidence on %s',
  engine => {
    let store: PipelineRunStore;
    let releases: ReleaseDocument[];
    let answers: Map<string, PipelineRun | Error>;
    let asked: string[];

    beforeEach(async () => {
      const knex: Knex = await migrate(
        mockServices.database.mock({ getClient: () => databases.init(engine) }),
      );
      store = new PipelineRunStore(knex);
      releases = [releaseWith(FIRST)];
      answers = new Map([['1', SUCCEEDED]]);
      asked = [];
    });

    /** One process; what is known is in the database alone. */
    const look = (minutes: number, trusted = TRUSTED) =>
      new PipelineEvidenceTask({
        trusted,
        readers: [
          {
            provider: 'github-actions',
            async read({ run }) {
              asked.push(run);
              const answer = answers.get(run) ?? new NotFoundError(`no ${run}`);
              if (answer instanceof Error) throw answer;
              return answer;
            },
          },
        ],
        registry: {
          snapshot: async () => ({
            releases: new Map(
              releases.map(release => [release.metadata.name, release]),
            ),
          }),
        },
        store,
        logger: mockServices.logger.mock(),
      }).run(after(minutes), new AbortController().signal);
    const runs = (trusted = TRUSTED) =>
      new PipelineRuns(store, trusted, ['github-actions']);
    const shown = () => runs().shown(releases[0]);
    const facts = () => runs().factsOf(releases[0]);

    it('reads a run once that succeeded, and again when the record names another', async () => {
      expect(await shown()).toBeUndefined();
      expect(await facts()).toBeUndefined();
      await look(0);
      await look(10_000);
      expect(asked).toEqual(['1']);
      expect(await shown()).toEqual({
        status: 'succeeded',
        url: SUCCEEDED.url,
        readAt: after(0).toISOString(),
        agrees: true,
      });
      releases = [releaseWith(FIRST, { run: '2' })];
      // What was read belongs to another run.
      expect(await shown()).toBeUndefined();
      await look(10_001);
      expect(asked).toEqual(['1', '2']);
      expect(await shown()).toMatchObject({
        status: 'unknown',
        problem: 'no 2',
      });
    });

    it('looks again at a run that succeeded until its commit is on the branch', async () => {
      const { branch, ...elsewhere } = SUCCEEDED;
      answers.set('1', elsewhere);
      await look(0);
      expect(await shown()).toMatchObject({ agrees: false });
      answers.set('1', { ...elsewhere, branch });
      await look(60);
      expect(await shown()).toMatchObject({ agrees: true });
      await look(10_000);
      expect(asked).toHaveLength(2);
    });

    it('follows a run until it ends, and hears when it is run again', async () => {
      answers.set('1', {
        state: 'running',
        commit: SUCCEEDED.commit,
        branch: 'main',
      });
      await look(0);
      expect(await shown()).toMatchObject({ status: 'running' });
      expect((await shown())?.agrees).toBeUndefined();
      expect(await facts()).toMatchObject({ unfinished: true });
      answers.set('1', { ...SUCCEEDED, conclusion: 'failed' });
      await look(1);
      expect(asked).toHaveLength(1);
      await look(2);
      expect(await shown()).toMatchObject({
        status: 'failed',
        agrees: false,
        problem: 'the run failed',
      });
      expect((await facts())?.disagreements).toEqual(['the run failed']);
      answers.set('1', SUCCEEDED);
      await look(11);
      expect(asked).toHaveLength(2);
      await look(12);
      expect((await facts())?.disagreements).toEqual([]);
    });

    it('does not forget that a run failed when it cannot be asked any more', async () => {
      answers.set('1', { ...SUCCEEDED, conclusion: 'failed' });
      await look(0);
      answers.set('1', new NotFoundError('GitHub refused (404)'));
      await look(24 * 60);
      expect(asked).toHaveLength(2);
      expect(await facts()).toEqual({
        readAt: after(0).toISOString(),
        problem: 'GitHub refused (404)',
        triedAt: after(24 * 60).toISOString(),
        refused: true,
        unfinished: false,
        disagreements: ['the run failed'],
      });
      expect(await shown()).toMatchObject({
        status: 'failed',
        agrees: false,
        readAt: after(0).toISOString(),
        problem: 'the run failed; GitHub refused (404)',
      });
    });

    it.each<[string, Error, boolean, number]>([
      ['no such run', new NotFoundError('GitHub refused (404)'), true, 10],
      [
        'no known host',
        new InputError('There is no integration for x.example'),
        true,
        // It costs no request.
        0,
      ],
      [
        'no access',
        new NotAllowedError('GitHub does not let the portal in'),
        true,
        10,
      ],
      ['an outage', new ServiceUnavailableError('502'), false, 2],
    ])('tells a no from an outage: %s', async (_, error, refused, minutes) => {
      answers.set('1', error);
      await look(0);
      expect(await facts()).toMatchObject({ problem: error.message, refused });
      if (minutes > 0) await look(minutes - 1);
      expect(asked).toHaveLength(1);
      answers.set('1', SUCCEEDED);
      await look(minutes);
      expect(await facts()).toEqual({
        readAt: after(minutes).toISOString(),
        unfinished: false,
        disagreements: [],
      });
    });

    it('does not take a no back because nobody can be asked any more', async () => {
      answers.set('1', new NotFoundError('GitHub refused (404)'));
      await look(0);
      answers.set('1', new ServiceUnavailableError('GitHub answers with 502'));
      await look(60);
      expect(asked).toHaveLength(2);
      expect(await facts()).toMatchObject({
        problem: 'GitHub refused (404)',
        refused: true,
      });
      answers.set('1', SUCCEEDED);
      await look(70);
      expect((await facts())?.refused).toBeUndefined();
    });

    it.each([
      ['nobody is trusted', []],
      [
        'only another repository is',
        [{ repository: 'github.com/harbour/odoo', branch: 'main' }],
      ],
      [
        'the same name on another host is',
        [{ repository: 'git.example/harbour', branch: 'main' }],
      ],
    ])('neither asks nor believes when %s', async (_, trusted) => {
      await look(0, trusted);
      expect(asked).toEqual([]);
      // What an earlier configuration let in does not count any more.
      await look(1);
      const run = await runs(trusted).factsOf(releases[0]);
      expect(
        judgeProvenance(releases[0], { now: after(2), run }),
      ).toMatchObject({
        verdict: 'blocked',
        summary: expect.stringContaining(
          'Pipeline: what pipelines of github.com/harbour/odoo-addons say is not believed: name it in odoo.releases.trustedRepositories if releases are built there (run ',
        ),
      });
    });

    it('believes the commit of a release branch alone, and asks again when that is another', async () => {
      const release = [{ repository: 'GitHub.com/Harbour', branch: 'release' }];
      await look(0);
      await look(1, release);
      expect(asked).toEqual(['1', '1']);
      const facts_ = await runs(release).factsOf(releases[0]);
      expect(facts_?.disagreements).toEqual([
        `commit ${SUCCEEDED.commit} is not on release, which releases are built from`,
      ]);
    });

    it('knows nothing good of a run that had failed when a workflow is named during an outage', async () => {
      answers.set('1', { ...SUCCEEDED, conclusion: 'failed' });
      await look(0);
      answers.set('1', new ServiceUnavailableError('GitHub answers with 502'));
      const named = TRUSTED.map(each => ({
        ...each,
        workflow: '.github/workflows/release.yaml',
      }));
      await look(1, named);
      const run = await runs(named).factsOf(releases[0]);
      expect(
        judgeProvenance(releases[0], { now: after(2), run }),
      ).toMatchObject({
        verdict: 'blocked',
        summary: expect.stringContaining('nobody has read the run yet'),
      });
    });

    it('believes the workflow alone that builds releases, and asks again when one is named', async () => {
      const WORKFLOW = '.github/workflows/release.yaml';
      const one = [{ ...TRUSTED[0], workflow: WORKFLOW }];
      const found = async () =>
        (await runs(one).factsOf(releases[0]))?.disagreements;
      await look(0);
      // Read when nobody asked for a workflow.
      expect(await found()).toBeUndefined();
      await look(1, one);
      expect(await found()).toEqual([
        `the run is of a workflow that nobody knows, releases are built by ${WORKFLOW}`,
      ]);
      releases = [releaseWith(FIRST, { run: '2' })];
      const other = '.github/workflows/anything.yaml';
      answers.set('2', { ...SUCCEEDED, workflow: other });
      await look(2, one);
      expect(await found()).toEqual([
        `the run is of ${other}, releases are built by ${WORKFLOW}`,
      ]);
      releases = [releaseWith(FIRST, { run: '3' })];
      answers.set('3', { ...SUCCEEDED, workflow: WORKFLOW });
      await look(3, one);
      expect(await found()).toEqual([]);
    });

    it('says that a run built something else', async () => {
      answers.set('1', { ...SUCCEEDED, commit: 'c'.repeat(40) });
      await look(0);
      expect(await shown()).toMatchObject({
        status: 'succeeded',
        agrees: false,
        problem: expect.stringContaining('c'.repeat(40)),
      });
    });

    it('asks a provider once that is away, and comes back to it', async () => {
      releases = ['1', '2', '3'].map(run =>
        releaseWith(`18.0-2026.11.${run}`, { run }),
      );
      const away = new ServiceUnavailableError('GitHub answers with 502');
      answers = new Map(['1', '2', '3'].map(run => [run, away]));
      await look(0);
      expect(asked).toHaveLength(1);
      expect(await runs().factsOf(releases[0])).toEqual({
        problem: 'GitHub answers with 502',
        triedAt: after(0).toISOString(),
        refused: false,
        disagreements: [],
      });
      // Nobody asked for it: nothing is said of it.
      expect(await runs().factsOf(releases[1])).toBeUndefined();
      answers = new Map(['1', '2', '3'].map(run => [run, SUCCEEDED]));
      await look(10);
      expect(asked).toHaveLength(4);
      expect((await facts())?.problem).toBeUndefined();
    });

    it.each<[string, Partial<PipelineEvidence>, Error, number[]]>([
      [
        'another owner',
        { repository: 'rival/odoo' },
        new ServiceUnavailableError('502'),
        [3, 4],
      ],
      [
        'another owner, with credentials that ended',
        { repository: 'rival/odoo' },
        new NotAllowedError('401'),
        [3, 4],
      ],
      ['the same owner', {}, new ServiceUnavailableError('502'), [1, 4]],
      ['the same owner', {}, new NotAllowedError('302'), [1, 4]],
      ['the same owner', {}, new UnclearAnswer('another run'), [4, 4]],
    ])(
      'is not kept from others by runs of %s that fail for good',
      async (_, change, error, counts) => {
        const trusted = [
          ...TRUSTED,
          { repository: 'github.com/rival', branch: 'main' },
        ];
        releases = ['1', '2', '3', '4'].map(run =>
          releaseWith(`18.0-2026.11.${run}`, {
            run,
            ...(Number(run) < 3 && change),
          }),
        );
        answers = new Map(
          ['1', '2', '3', '4'].map(run => [
            run,
            Number(run) < 3 ? error : SUCCEEDED,
          ]),
        );
        await look(0, trusted);
        expect(asked).toHaveLength(counts[0]);
        for (let minute = 1; minute < 4; minute++) await look(minute, trusted);
        expect(new Set(asked).size).toBe(counts[1]);
        const read = await runs(trusted).factsOf(releases[3]);
        expect(read).toMatchObject({ disagreements: [] });
        expect(read?.readAt).toBeDefined();
        expect(read?.problem).toBeUndefined();
      },
    );

    it('follows a run that goes on before it catches up with the others', async () => {
      const { conclusion, ...goesOn } = SUCCEEDED;
      answers.set('1', { ...goesOn, state: 'running' });
      await look(0);
      releases = [
        ...Array.from({ length: 70 }, (_, index) =>
          releaseWith(`18.0-2026.1.${index}`, { run: `${index + 100}` }),
        ),
        ...releases,
      ];
      await look(2);
      expect(asked[1]).toBe('1');
    });

    it('does not believe what no module can read', async () => {
      const unasked = new PipelineRuns(store, TRUSTED, ['azure-pipelines']);
      const run = await unasked.factsOf(releases[0]);
      expect(
        judgeProvenance(releases[0], { now: after(0), run }),
      ).toMatchObject({
        verdict: 'blocked',
        summary: expect.stringContaining(
          'Pipeline: no module of the portal asks github-actions, so nobody can read the run: add @plumbline/plugin-odoo-backend-module-pipelines to the backend (run ',
        ),
      });
    });

    it('passes no release whose provider was never there, and one that was read before it went', async () => {
      const verdict = async (minutes: number) =>
        judgeProvenance(releases[0], {
          now: after(minutes),
          run: await facts(),
        }).verdict;
      answers.set('1', new ServiceUnavailableError('GitHub answers with 502'));
      await look(0);
      expect(await verdict(1)).toBe('blocked');
      answers.set('1', {
        ...SUCCEEDED,
        state: 'running',
        conclusion: undefined,
      });
      await look(10);
      expect(await verdict(11)).toBe('blocked');
      answers.set('1', new ServiceUnavailableError('GitHub answers with 502'));
      await look(20);
      expect(await verdict(21)).toBe('blocked');
      answers.set('1', SUCCEEDED);
      await look(30);
      answers.set('1', new ServiceUnavailableError('GitHub answers with 502'));
      await look(10_000);
      expect(await verdict(10_001)).toBe('pass');
    });

    it('catches up with a long history a part at a time, the new ones first', async () => {
      releases = Array.from({ length: 70 }, (_, index) =>
        releaseWith(`18.0-2026.1.${index}`, { run: `${index}` }),
      );
      await look(0);
      await look(1);
      await look(2);
      expect(new Set(asked).size).toBe(70);
      expect(asked).toHaveLength(70);
    });

    it('takes no other image for a version whose run was read, though its record was away meanwhile', async () => {
      await look(0);
      const rewritten = (run: string) => {
        const release = releaseWith(FIRST, { run });
        const digest = `sha256:${'e'.repeat(64)}`;
        return { ...release, spec: { ...release.spec, digest } };
      };
      const renamed = [expect.stringContaining('a version is built once')];
      releases = [rewritten('1')];
      expect(await facts()).toMatchObject({ disagreements: renamed });
      releases = [];
      await look(1);
      // Another run of the same commit is nobody's proof of another image either, nor is one that was not there at first.
      releases = [rewritten('2')];
      await look(2);
      answers.set('2', SUCCEEDED);
      await look(20);
      expect(await facts()).toMatchObject({ disagreements: renamed });
      releases = [releaseWith(FIRST, { run: '2' })];
      expect(await facts()).toMatchObject({ disagreements: [] });
    });

    it('forgets what was asked in vain of releases that are gone, and of records without a run', async () => {
      answers.clear();
      await look(0);
      expect(await shown()).toBeDefined();
      releases = [releaseOf(FIRST)];
      await look(1);
      releases = [releaseWith(FIRST)];
      expect(await shown()).toBeUndefined();
    });
  },
);
