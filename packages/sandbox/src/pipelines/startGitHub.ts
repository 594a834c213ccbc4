import { createServer, type IncomingMessage } from 'node:http';
import { listenOn, type LocalServer } from '../processes';
import { RateLimit } from './rateLimit';
import { comparisonResource, runResource } from './resources';
import type { WorkflowRun } from './workflowRuns';

/** Of GitHub Enterprise Server. */
const API = '/api/v3';
const DOCS = 'https://docs.github.com/rest';
/** What stands before GitHub answers in its place while it is away. */
const UNICORN =
  '<!DOCTYPE html><title>Unicorn! &middot; GitHub</title><p>No server is currently available to service your request.</p>';

interface Answer {
  status: number;
  body: unknown;
}

const failure = (status: number, message: string): Answer => ({
  status,
  body: { message, documentation_url: DOCS, status: String(status) },
});

export interface GitHub extends LocalServer {
  /** As `integrations.github` wants it. */
  apiBaseUrl: string;
  /** Whether it answers with 503. */
  away: boolean;
}

/**
 * Stands in for the API of GitHub Enterprise Server, as far as it tells of runs of workflows and of which commits are on
 * `main`. Its repositories are private: without the token there is nothing.
 */
export async function startGitHub(options: {
  host: string;
  token: string;
  /** The oldest first. */
  runs: readonly WorkflowRun[];
}): Promise<GitHub> {
  const { host, token, runs } = options;
  const limit = new RateLimit();
  const state = { away: false, apiBaseUrl: '' };

  function answer({ method, url, headers }: IncomingMessage): Answer {
    const { authorization } = headers;
    const known = [`Bearer ${token}`, `token ${token}`];
    if (authorization !== undefined && !known.includes(authorization)) {
      return failure(401, 'Bad credentials');
    }
    const found =
      authorization !== undefined && method === 'GET'
        ? find(`${url}`.split('?')[0])
        : undefined;
    return found ? { status: 200, body: found } : failure(404, 'Not Found');
  }

  function find(path: string): object | undefined {
    if (!path.startsWith(`${API}/repos/`)) return undefined;
    const [owner, name, ...rest] = path
      .slice(`${API}/repos/`.length)
      .split('/');
    // It tells no capitals apart.
    const repository = `${owner}/${name}`.toLowerCase();
    const own = runs.filter(
      each => each.repository.toLowerCase() === repository,
    );
    if (rest.length === 3 && rest[0] === 'actions' && rest[1] === 'runs') {
      const run = own.find(({ id }) => String(id) === rest[2]);
      return run && runResource(run, state.apiBaseUrl);
    }
    if (rest.length === 2 && rest[0] === 'compare') {
      const head = own.find(({ commit }) => rest[1] === `main...${commit}`);
      return head && comparisonResource(own, head, state.apiBaseUrl);
    }
    return undefined;
  }

  const server = createServer((request, response) => {
    if (state.away) {
      response.writeHead(503, { 'content-type': 'text/html' }).end(UNICORN);
      return;
    }
    const counted = limit.take(Date.now());
    const { status, body } = counted.exceeded
      ? failure(403, 'API rate limit exceeded for the user of this token.')
      : answer(request);
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'x-github-api-version-selected': '2022-11-28',
      'x-github-media-type': 'github.v3; format=json',
      ...counted.headers,
    });
    response.end(JSON.stringify(body));
  });
  const listening = await listenOn(server, host);
  state.apiBaseUrl = `${listening.url}${API}`;
  return Object.assign(state, listening);
}
