import { Dispatcher, request } from 'undici';
import { ApiStatusError } from './ApiStatusError';
import { Credential } from './ClusterTarget';
import { readBody } from './readBody';
import { THROTTLE_RETRIES, throttleDelay, wait } from './throttle';

export interface ClusterClientOptions {
  url: string;
  dispatcher: Dispatcher;
  credential: Credential;
  /** Ask the API server to compress: less traffic, more processor time here. */
  gzip: boolean;
  signal: AbortSignal;
}

/** Reads one cluster during one run; counts its calls. */
export class ClusterClient {
  readonly #options: ClusterClientOptions;
  #calls = 0;

  constructor(options: ClusterClientOptions) {
    this.#options = options;
  }

  get calls(): number {
    return this.#calls;
  }

  /**
   * The parsed body of a 200. `limit` ends this call alone.
   * @throws ApiStatusError for every other status; an Error of the connection or of its time limits.
   */
  async get(
    path: string,
    query: Record<string, string> = {},
    accept: string = 'application/json',
    limit?: AbortSignal,
  ): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#request(path, query, accept, limit);
      if (answer.status === 200) return JSON.parse(answer.body);
      if (answer.status !== 429 || attempt >= THROTTLE_RETRIES) {
        throw new ApiStatusError(answer.status, path, answer.body);
      }
      const delay = throttleDelay(answer.retryAfter, attempt, new Date());
      await wait(delay, this.#options.signal);
    }
  }

  async #request(
    path: string,
    query: Record<string, string>,
    accept: string,
    limit?: AbortSignal,
  ) {
    const { url, dispatcher, credential, gzip, signal } = this.#options;
    // The API server can live under a path, as behind Rancher.
    const target = new URL(url);
    target.pathname = `${target.pathname.replace(/\/+$/, '')}${path}`;
    target.search = new URLSearchParams(query).toString();
    this.#calls += 1;
    const { statusCode, headers, body } = await request(target, {
      dispatcher,
      signal: limit ? AbortSignal.any([signal, limit]) : signal,
      headers: {
        accept,
        'accept-encoding': gzip ? 'gzip' : 'identity',
        'user-agent': 'plumbline',
        ...(credential.type === 'bearer token' && {
          authorization: `Bearer ${credential.token.trim()}`,
        }),
      },
    });
    return {
      status: statusCode,
      retryAfter: single(headers['retry-after']),
      body: await readBody(body, single(headers['content-encoding'])),
    };
  }
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
