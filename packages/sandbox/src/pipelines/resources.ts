import type { WorkflowRun } from './workflowRuns';

const PATH = '.github/workflows/release.yaml';
const PIPELINE = 'release';
const WORKFLOW_ID = 7126053;

const seconds = (at: Date) => at.toISOString().replace(/\.\d{3}Z$/, 'Z');

const user = (login: string, site: string) => ({
  login,
  type: 'User',
  html_url: `${site}/${login}`,
  site_admin: false,
});

function repositoryOf(run: WorkflowRun, api: string) {
  const [owner, name] = run.repository.split('/');
  const site = new URL(run.pageUrl).origin;
  return {
    name,
    full_name: run.repository,
    private: true,
    owner: { ...user(owner, site), type: 'Organization' },
    html_url: `${site}/${run.repository}`,
    description: null,
    fork: false,
    url: `${api}/repos/${run.repository}`,
  };
}

const commitOf = ({ commit, title, startedAt }: WorkflowRun) => ({
  id: commit,
  message: title,
  timestamp: seconds(startedAt),
  author: { name: PIPELINE, email: `${PIPELINE}@harbour.example` },
  committer: { name: PIPELINE, email: `${PIPELINE}@harbour.example` },
});

/** docs.github.com/rest/actions/workflow-runs#get-a-workflow-run, version 2022-11-28. */
export function runResource(run: WorkflowRun, api: string) {
  const site = new URL(run.pageUrl).origin;
  const url = `${api}/repos/${run.repository}/actions/runs/${run.id}`;
  const repository = repositoryOf(run, api);
  return {
    id: run.id,
    name: 'Release',
    head_branch: 'main',
    head_sha: run.commit,
    path: PATH,
    display_title: run.title,
    run_number: run.number,
    event: 'push',
    status: 'completed',
    conclusion: 'success',
    workflow_id: WORKFLOW_ID,
    url,
    html_url: run.pageUrl,
    pull_requests: [],
    created_at: seconds(run.startedAt),
    updated_at: seconds(run.endedAt),
    run_started_at: seconds(run.startedAt),
    run_attempt: 1,
    referenced_workflows: [],
    previous_attempt_url: null,
    actor: user(PIPELINE, site),
    triggering_actor: user(PIPELINE, site),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    workflow_url: `${api}/repos/${run.repository}/actions/workflows/${WORKFLOW_ID}`,
    head_commit: commitOf(run),
    repository,
    head_repository: repository,
  };
}

/**
 * docs.github.com/rest/commits/commits#compare-two-commits, version 2022-11-28, of `main` and a commit on it.
 *
 * @param main - a commit each, the oldest first; `head` is one of them
 */
export function comparisonResource(
  main: readonly WorkflowRun[],
  head: WorkflowRun,
  api: string,
) {
  const { repository } = head;
  const site = new URL(head.pageUrl).origin;
  const behind = main.length - 1 - main.indexOf(head);
  const range = `main...${head.commit}`;
  const refOf = (run: WorkflowRun) => ({
    sha: run.commit,
    commit: commitOf(run),
    url: `${api}/repos/${repository}/commits/${run.commit}`,
    html_url: `${site}/${repository}/commit/${run.commit}`,
  });
  return {
    url: `${api}/repos/${repository}/compare/${range}`,
    html_url: `${site}/${repository}/compare/${range}`,
    permalink_url: `${site}/${repository}/compare/${range}`,
    diff_url: `${site}/${repository}/compare/${range}.diff`,
    patch_url: `${site}/${repository}/compare/${range}.patch`,
    base_commit: refOf(main[main.length - 1]),
    merge_base_commit: refOf(head),
    status: behind === 0 ? 'identical' : 'behind',
    ahead_by: 0,
    behind_by: behind,
    total_commits: 0,
    commits: [],
    files: [],
  };
}
