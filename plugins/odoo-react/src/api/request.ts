import { FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';

/** What a contract schema is to this package: it turns unknown input into `T` or throws. */
export interface Parser<T> {
  parse(input: unknown): T;
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  query?: Record<string, unknown>;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Bound to one `FetchApi`; the only way this package talks to the backend. */
export interface Requester {
  /** Answers the body as the schema reads it. Throws `ResponseError` for every answer but 2xx. */
  json<T>(
    path: readonly string[],
    schema: Parser<T>,
    options?: RequestOptions,
  ): Promise<T>;
  /** The body as it is, for a file. */
  blob(path: readonly string[], options?: RequestOptions): Promise<Blob>;
  /** For answers whose body says nothing more than the status. */
  send(path: readonly string[], options?: RequestOptions): Promise<void>;
}

export function createRequester(fetchApi: FetchApi): Requester {
  const request = async (path: readonly string[], options: RequestOptions) => {
    const { method = 'GET', query, body, headers, signal } = options;
    const response = await fetchApi.fetch(toUrl(path, query), {
      method,
      signal,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  };
  return {
    async json(path, schema, options = {}) {
      const response = await request(path, options);
      return schema.parse(await response.json());
    },
    async blob(path, options = {}) {
      return (await request(path, options)).blob();
    },
    async send(path, options = {}) {
      await request(path, options);
    },
  };
}

/** Path parts are encoded here, once: names come from users and catalogs. Lists become `a,b`. */
function toUrl(path: readonly string[], query: Record<string, unknown> = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
    if (text !== '') parameters.set(name, text);
  }
  const search = parameters.toString();
  const encoded = path.map(encodeURIComponent).join('/');
  return `plugin://odoo/${encoded}${search ? `?${search}` : ''}`;
}
