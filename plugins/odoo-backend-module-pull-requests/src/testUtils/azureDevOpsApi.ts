import { HostedPull, HostedRepository } from './HostedRepository';
import type { Api } from './HostServer';

const PROJECT = 'f6a1d3c0-0000-4000-8000-000000000001';
const METHODS = {
  noFastForward: 'merge',
  squash: 'squash',
  rebase: 'rebase',
} as const;
const STATUSES = { open: 'active', closed: 'abandoned', merged: 'completed' };
const EVALUATIONS = {
  success: 'approved',
  failure: 'rejected',
  pending: 'running',
};
const STATES: Record<string, 'success' | 'failure'> = {
  succeeded: 'success',
  failed: 'failure',
};

function shown(repository: HostedRepository, pull: HostedPull) {
  return {
    pullRequestId: pull.number,
    title: pull.title,
    description: pull.body,
    status: STATUSES[pull.state],
    mergeStatus: pull.queued ? 'queued' : 'succeeded',
    ...(pull.queued && { completionQueueTime: '2026-11-23T08:00:00Z' }),
    lastMergeSourceCommit: { commitId: repository.headOf(pull) },
    // Before it is completed, that of a trial.
    lastMergeCommit: { commitId: pull.merged ?? 'f'.repeat(40) },
    ...(pull.endedBy && { closedBy: { displayName: pull.endedBy } }),
    repository: { project: { id: PROJECT } },
  };
}

/** Below `/{organization}/{project}` of Azure DevOps' REST API. */
export const azureDevOpsApi: Api = (repository, request) => {
  const { method, path, query, body } = request;
  const ok = (answer: unknown, status = 200) => ({ status, body: answer });
  if (path[1] === 'policy') {
    const number = Number(query.get('artifactId')?.split('/').at(-1));
    return ok({ value: evaluationsOf(repository, number) });
  }
  const [room, second, third] = path.slice(4);
  if (room !== 'pullrequests' && room !== 'pullRequests') {
    return ok({ message: 'Not found' }, 404);
  }
  const pull = repository.look(Number(second));
  if (second === undefined && method === 'GET') {
    const source = query.get('searchCriteria.sourceRefName');
    const found = repository.pulls.filter(
      ({ branch }) => `refs/heads/${branch}` === source,
    );
    return ok({ value: found.map(each => shown(repository, each)) });
  }
  if (second === undefined) {
    const branch = String(body.sourceRefName).replace('refs/heads/', '');
    const text = { title: String(body.title), body: String(body.description) };
    return ok(shown(repository, repository.open(branch, text)), 201);
  }
  if (!pull) return ok({ message: 'TF401180: It does not exist' }, 404);
  if (third === 'iterations') {
    const commitId = repository.headOf(pull);
    return ok({ value: [{ id: 1, sourceRefCommit: { commitId } }] });
  }
  if (third === 'statuses') {
    const { genre, name } = body.context as { genre: string; name: string };
    repository.report(repository.headOf(pull), {
      name: `${genre}/${name}`,
      outcome: STATES[String(body.state)],
      description: String(body.description),
      link: body.targetUrl as string | undefined,
    });
    return ok({ id: 1 });
  }
  if (method === 'PATCH') change(repository, pull, body);
  return ok(shown(repository, pull));
};

/** Completion is asked for now and made later. */
function change(
  repository: HostedRepository,
  pull: HostedPull,
  body: Record<string, unknown>,
): void {
  if (body.status === 'abandoned') repository.close(pull.number);
  if (body.status === 'completed') {
    const { commitId } = body.lastMergeSourceCommit as { commitId: string };
    const options = body.completionOptions as {
      mergeStrategy: keyof typeof METHODS;
      mergeCommitMessage: string;
    };
    const queued = {
      method: METHODS[options.mergeStrategy],
      head: commitId,
      message: options.mergeCommitMessage,
    };
    repository.assertMergeable(pull.number, queued.head);
    pull.queued = queued;
  }
  if (typeof body.title === 'string') pull.title = body.title;
  if (typeof body.description === 'string') pull.body = body.description;
}

function evaluationsOf(repository: HostedRepository, number: number) {
  const pull = repository.pulls[number - 1];
  const reported = repository.statusesOf(repository.headOf(pull));
  return repository.required.map(name => {
    const outcome = reported.find(each => each.name === name)?.outcome;
    return {
      status: outcome ? EVALUATIONS[outcome] : 'queued',
      configuration: {
        isBlocking: true,
        isEnabled: true,
        type: { displayName: 'Status' },
        settings: name.includes('/')
          ? { statusGenre: name.split('/')[0], statusName: name.split('/')[1] }
          : { displayName: name },
      },
    };
  });
}
