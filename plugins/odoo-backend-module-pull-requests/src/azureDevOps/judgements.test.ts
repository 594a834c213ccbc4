import { AzurePullRequest, Evaluation } from './answers';
import { judgePolicies } from './judgePolicies';
import { mergeOutcome, shownOf } from './shownOf';

const commit = 'a'.repeat(40);
const merged = 'b'.repeat(40);
const pullRequest = (more: Partial<AzurePullRequest>): AzurePullRequest => ({
  pullRequestId: 3,
  title: '',
  description: '',
  status: 'active',
  mergeStatus: 'succeeded',
  lastMergeSourceCommit: { commitId: commit },
  lastMergeCommit: { commitId: merged },
  repository: { project: { id: 'p' } },
  ...more,
});
const queued = {
  mergeStatus: 'queued',
  completionQueueTime: '2026-11-23T08:00:00Z',
};

describe('a pull request of Azure DevOps', () => {
  it.each<[string, Partial<AzurePullRequest>, object]>([
    [
      'is open, whatever its trial merge made',
      {},
      { state: 'open', merging: false },
    ],
    [
      'waits for its trial merge',
      { mergeStatus: 'queued' },
      { state: 'open', merging: false },
    ],
    ['is about to be merged', queued, { state: 'open', merging: true }],
    [
      'is completed in name only: its commit is still that of the trial',
      { status: 'completed', mergeStatus: 'queued' },
      { state: 'open', merging: true },
    ],
    [
      'is merged',
      { status: 'completed' },
      { state: 'merged', merging: false, merged },
    ],
    ['is abandoned', { status: 'abandoned' }, { state: 'closed' }],
    [
      'conflicts',
      { mergeStatus: 'conflicts' },
      { state: 'open', obstacle: 'it conflicts with the branch' },
    ],
    [
      'was rejected, in the words of the service',
      { mergeStatus: 'rejectedByPolicy', mergeFailureMessage: 'Two reviewers' },
      { state: 'open', obstacle: 'Two reviewers' },
    ],
  ])('%s', (_, more, expected) => {
    const shown = shownOf(pullRequest(more), 'https://ado.example/_git/g');
    expect(shown).toMatchObject({ number: 3, head: commit, ...expected });
    expect('merged' in shown).toBe('merged' in expected);
  });

  it.each<[Partial<AzurePullRequest>, object]>([
    [{ status: 'completed' }, { merged }],
    [{ status: 'completed', mergeStatus: 'queued' }, { merging: true }],
    [queued, { merging: true }],
    [{ mergeStatus: 'conflicts' }, { refused: 'it conflicts with the branch' }],
    [
      { status: 'completed', mergeStatus: 'failure' },
      { refused: 'the merge failed' },
    ],
  ])('answers to completion %j', (more, outcome) => {
    expect(mergeOutcome(pullRequest(more))).toEqual(outcome);
  });
});

describe('judgePolicies', () => {
  const evaluation = (
    status: string | undefined,
    configuration: Partial<Evaluation['configuration']> = {},
  ): Evaluation => ({
    status,
    configuration: {
      isBlocking: true,
      isEnabled: true,
      type: { displayName: 'Build' },
      ...configuration,
    },
  });

  it.each([
    ['approved', 'passed'],
    ['notApplicable', 'passed'],
    ['rejected', 'failed'],
    ['broken', 'failed'],
    ['queued', 'pending'],
    ['running', 'pending'],
    ['somethingNew', 'pending'],
    [undefined, 'pending'],
  ])('takes %s for %s', (status, outcome) => {
    expect(judgePolicies([evaluation(status)], 'https://ado.example')).toEqual([
      { name: 'Build', outcome, required: true },
    ]);
  });

  it('requires what blocks, leaves out what is off, and links to builds', () => {
    const build = { ...evaluation('rejected'), context: { buildId: 41 } };
    const settings = { statusGenre: 'ci', statusName: 'scan' };
    expect(
      judgePolicies(
        [
          build,
          evaluation('queued', { isBlocking: false, settings }),
          evaluation('queued', { isEnabled: false }),
          evaluation('queued', { isDeleted: true }),
        ],
        'https://ado.example/p',
      ),
    ).toEqual([
      {
        name: 'Build',
        outcome: 'failed',
        required: true,
        url: 'https://ado.example/p/_build/results?buildId=41',
      },
      { name: 'ci/scan', outcome: 'pending', required: false },
    ]);
  });
});
