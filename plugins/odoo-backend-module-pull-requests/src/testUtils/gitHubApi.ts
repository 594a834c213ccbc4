import { HostedPull, HostedRepository, HostedStatus } from './HostedRepository';
import type { Api } from './HostServer';

function shown(repository: HostedRepository, pull: HostedPull) {
  return {
    number: pull.number,
    html_url: `https://github.example/acme/gitops/pull/${pull.number}`,
    title: pull.title,
    body: pull.body,
    state: pull.state === 'open' ? 'open' : 'closed',
    merged: pull.state === 'merged',
    merge_commit_sha: pull.merged ?? null,
    mergeable: pull.state === 'open' ? true : null,
    merged_by: pull.merged ? { login: pull.endedBy ?? 'plumbline' } : null,
    head: { sha: repository.headOf(pull) },
  };
}

const CONCLUSIONS: Record<HostedStatus['outcome'], object> = {
  success: { status: 'completed', conclusion: 'success' },
  failure: { status: 'completed', conclusion: 'failure' },
  pending: { status: 'in_progress', conclusion: null },
};

/** Names without a slash stand for check runs of GitHub Actions, the others for commit statuses. */
const isRun = ({ name }: HostedStatus) => !name.includes('/');

/** Below `/repos/{owner}/{repo}` of GitHub's REST API. */
export const gitHubApi: Api = (repository, { method, path, query, body }) => {
  const ok = (answer: unknown, status = 200) => ({ status, body: answer });
  const [room, second, third] = path;
  const pull = room === 'pulls' ? repository.look(Number(second)) : undefined;

  if (room === 'pulls' && second === undefined && method === 'GET') {
    const found = repository.pulls
      .filter(({ branch }) => `acme:${branch}` === query.get('head'))
      .reverse();
    return ok(found.slice(0, 1).map(each => shown(repository, each)));
  }
  if (room === 'pulls' && second === undefined) {
    const text = { title: String(body.title), body: String(body.body) };
    const opened = repository.open(String(body.head), text);
    return ok(shown(repository, opened), 201);
  }
  if (pull && third === 'merge') {
    const sha = repository.merge(pull.number, {
      method: body.merge_method as 'merge',
      head: String(body.sha),
      message: `${body.commit_title}\n\n${body.commit_message}`,
    });
    return ok({
      sha,
      merged: true,
      message: 'Pull Request successfully merged',
    });
  }
  if (pull && method === 'PATCH') {
    if (body.state === 'closed') repository.close(pull.number);
    if (typeof body.title === 'string') pull.title = body.title;
    if (typeof body.body === 'string') pull.body = body.body;
    return ok(shown(repository, pull));
  }
  if (pull) return ok(shown(repository, pull));
  if (room === 'statuses') {
    repository.report(second, {
      name: String(body.context),
      outcome: body.state as HostedStatus['outcome'],
      description: String(body.description),
      link: body.target_url as string | undefined,
    });
    return ok({ id: 1 }, 201);
  }
  if (room === 'branches') {
    const [first, ...others] = repository.required;
    const classic = first ? [{ context: first, app_id: null }] : [];
    // One rule by classic protection, the others by rulesets below.
    return ok({
      name: second,
      protection: {
        enabled: true,
        required_status_checks: {
          enforcement_level: 'everyone',
          contexts: classic.map(({ context }) => context),
          checks: classic,
        },
      },
      others: others.length,
    });
  }
  if (room === 'rules') {
    const checks = repository.required
      .slice(1)
      .map(context => ({ context, integration_id: null }));
    return ok([
      { type: 'deletion' },
      {
        type: 'required_status_checks',
        parameters: { required_status_checks: checks },
      },
    ]);
  }
  const reported = room === 'commits' ? repository.statusesOf(second) : [];
  if (third === 'check-runs') {
    const runs = reported.filter(isRun).map(status => ({
      name: status.name,
      ...CONCLUSIONS[status.outcome],
      html_url: `https://github.example/runs/${status.name}`,
      app: { id: 15368 },
    }));
    return ok({ total_count: runs.length, check_runs: runs });
  }
  if (third === 'status') {
    const statuses = reported
      .filter(status => !isRun(status))
      .map(({ name, outcome, link }) => ({
        context: name,
        state: outcome,
        target_url: link ?? null,
      }));
    return ok({ state: 'pending', statuses });
  }
  return ok({ message: 'Not Found' }, 404);
};
