import { Dispatcher, request } from 'undici';
import { ApiStatusError } from './ApiStatusError';
import { Circuit } from './Circuit';
import { Credential } from './ClusterTarget';
import { readBody } from './readBody';

export interface ClusterClientOptions {
  url: string;
  dispatcher: Dispatcher;
  credential: Credential;
  /** Ask the API server to compress: less traffic, more processor time here. */
  gzip: boolean;
  /** Of the cluster: it outlives the run. */
  circuit: Circuit;
  signal: AbortSignal;
}

/** Tries of one call that is throttled; a server that answers some of many calls needs more than a few. */
const TRIES = 12;

/** Reads one cluster during one run; counts its calls. */
export class ClusterClient {
  readonly #options: ClusterClientOptions;
  #calls = 0;
  #skewMs?: number;

  constructor(options: ClusterClientOptions) {
    this.#options = options;
  }

  get calls(): number {
    return this.#calls;
  }

  /** Milliseconds by which the server's clock is ahead of ours, by its first answer; undefined before, or when it does not say. */
  get skewMs(): number | undefined {
    return this.#skewMs;
  }

  /**
   * The parsed body of a 200. `limitMs` ends a call that is not answered, alone; waiting because we are throttled does not count.
   * @throws ApiStatusError for every other status; ThrottledError; an Error of the connection or of its time limits.
   */
  async get(
    path: string,
    query: Record<string, string> = {},
    accept: string = 'application/json',
    limitMs?: number,
  ): Promise<unknown> {
    const { circuit, signal } = this.#options;
    let waitedMs = 0;
    for (let attempt = 1; ; attempt++) {
      waitedMs += await circuit.closed(waitedMs, signal);
      const answer = await this.#request(path, query, accept, limitMs);
      if (answer.status !== 429) circuit.answered();
      if (answer.status === 200) return JSON.parse(answer.body);
      if (answer.status === 429) circuit.throttled(answer.retryAfter);
      if (answer.status !== 429 || attempt === TRIES) {
        throw new ApiStatusError(answer.status, path, answer.body);
      }
    }
  }

  async #request(
    path: string,
    query: Record<string, string>,
    accept: string,
    limitMs?: number,
  ) {
    const { url, dispatcher, credential, gzip, signal } = this.#options;
    // The API server can live under a path, as behind Rancher.
    const target = new URL(url);
    target.pathname = `${target.pathname.replace(/\/+$/, '')}${path}`;
    target.search = new URLSearchParams(query).toString();
    this.#calls += 1;
    const askedAt = Date.now();
    const { statusCode, headers, body } = await request(target, {
      dispatcher,
      signal:
        limitMs === undefined
          ? signal
          : AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
      headers: {
        accept,
        'accept-encoding': gzip ? 'gzip' : 'identity',
        'user-agent': 'plumbline',
        ...(credential.type === 'bearer token' && {
          authorization: `Bearer ${credential.token.trim()}`,
        }),
      },
    });
    this.#skewMs ??= skewOf(single(headers.date), askedAt, Date.now());
    return {
      status: statusCode,
      retryAfter: single(headers['retry-after']),
      body: await readBody(body, single(headers['content-encoding'])),
    };
  }
}

/** The server dated its answer somewhere between our question and its arrival, by whole seconds. */
function skewOf(
  date: string | undefined,
  askedAt: number,
  answeredAt: number,
): number | undefined {
  const said = Date.parse(date ?? '');
  return Number.isNaN(said) ? undefined : said - (askedAt + answeredAt) / 2;
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
