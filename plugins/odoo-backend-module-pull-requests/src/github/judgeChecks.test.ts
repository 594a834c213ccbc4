import { CheckRun, CommitStatus } from './answers';
import { judgeChecks } from './judgeChecks';

const ACTIONS = 15368;
const run = (
  name: string,
  conclusion: string | null,
  more: Partial<CheckRun> = {},
): CheckRun => ({
  name,
  status: conclusion === null ? 'in_progress' : 'completed',
  conclusion,
  app: { id: ACTIONS },
  ...more,
});
const status = (context: string, state: string): CommitStatus => ({
  context,
  state,
});

describe('judgeChecks', () => {
  it.each<[string, CheckRun[], CommitStatus[], string]>([
    ['nothing has reported', [], [], 'pending'],
    ['another check has passed', [run('lint', 'success')], [], 'pending'],
    ['it runs', [run('build', null)], [], 'pending'],
    [
      'it has ended without a conclusion',
      [run('build', null, { status: 'completed' })],
      [],
      'pending',
    ],
    ['it has passed', [run('build', 'success')], [], 'passed'],
    ['it was skipped', [run('build', 'skipped')], [], 'passed'],
    ['it is neutral', [run('build', 'neutral')], [], 'passed'],
    ...[
      'failure',
      'cancelled',
      'timed_out',
      'action_required',
      'stale',
      'new',
    ].map<[string, CheckRun[], CommitStatus[], string]>(conclusion => [
      `its conclusion is ${conclusion}`,
      [run('build', conclusion)],
      [],
      'failed',
    ]),
    ['its status is success', [], [status('build', 'success')], 'passed'],
    ['its status is pending', [], [status('build', 'pending')], 'pending'],
    ['its status is error', [], [status('build', 'error')], 'failed'],
    [
      'one of two of the name has failed',
      [run('build', 'success'), run('build', 'failure')],
      [],
      'failed',
    ],
    [
      'a status of the name still waits',
      [run('build', 'success')],
      [status('build', 'pending')],
      'pending',
    ],
    [
      'another app has passed it',
      [run('build', 'success', { app: { id: 1 } })],
      [],
      'pending',
    ],
  ])('when %s', (_, runs, statuses, outcome) => {
    const [check] = judgeChecks([{ context: 'build', app: ACTIONS }], {
      runs,
      statuses,
    });
    expect(check).toMatchObject({ name: 'build', required: true, outcome });
  });

  it('shows what else has reported as not required, and links only to the web', () => {
    const checks = judgeChecks([{ context: 'build' }], {
      runs: [run('hint', 'failure', { html_url: 'https://ci.example/1' })],
      statuses: [
        { context: 'build', state: 'success', target_url: 'data:text/html,x' },
      ],
    });
    expect(checks).toEqual([
      { name: 'build', outcome: 'passed', required: true },
      {
        name: 'hint',
        outcome: 'failed',
        required: false,
        url: 'https://ci.example/1',
      },
    ]);
  });
});
