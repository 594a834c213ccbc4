import { PullRequestCheck } from '@plumbline/plugin-odoo-common';
import { worstOf } from '../checks';
import { CheckRun, CommitStatus } from './answers';

type Outcome = PullRequestCheck['outcome'];

export interface RequiredCheck {
  context: string;
  /** Only what this app reports counts. */
  app?: number;
}

export interface Reports {
  runs: readonly CheckRun[];
  statuses: readonly CommitStatus[];
}

/** Conclusions with which GitHub lets a required check count as passed. */
const PASSING: ReadonlySet<string> = new Set(['success', 'neutral', 'skipped']);

function ofRun({ status, conclusion }: CheckRun): Outcome {
  if (status !== 'completed' || !conclusion) return 'pending';
  return PASSING.has(conclusion) ? 'passed' : 'failed';
}

function ofStatus({ state }: CommitStatus): Outcome {
  if (state === 'pending') return 'pending';
  return state === 'success' ? 'passed' : 'failed';
}

/** Required checks first, each by what was reported under its name; then whatever else has reported. */
export function judgeChecks(
  required: readonly RequiredCheck[],
  reports: Reports,
): PullRequestCheck[] {
  const names = new Set(required.map(({ context }) => context));
  const others = new Set(
    [
      ...reports.runs.map(({ name }) => name),
      ...reports.statuses.map(({ context }) => context),
    ].filter(name => !names.has(name)),
  );
  return [
    ...required.map(check => judgeOne(check, reports, true)),
    ...[...others].map(context => judgeOne({ context }, reports, false)),
  ];
}

function judgeOne(
  { context, app }: RequiredCheck,
  reports: Reports,
  required: boolean,
): PullRequestCheck {
  const runs = reports.runs.filter(
    run => run.name === context && (app === undefined || run.app?.id === app),
  );
  // Whose a status is GitHub does not tell: whether it counts for an app, it decides when it merges.
  const statuses = reports.statuses.filter(each => each.context === context);
  const url = [
    ...runs.map(({ html_url: link }) => link),
    ...statuses.map(({ target_url: link }) => link),
  ].find(link => link && /^https?:/.test(link) && URL.canParse(link));
  return {
    name: context,
    outcome: worstOf([...runs.map(ofRun), ...statuses.map(ofStatus)]),
    ...(url && { url }),
    required,
  };
}
