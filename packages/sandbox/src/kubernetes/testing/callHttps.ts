import { request as httpsRequest } from 'node:https';

export interface CallOptions {
  method?: string;
  /** Bearer token; '' sends none. */
  token?: string;
  /** A text as it is, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Stop reading once the text so far satisfies this. */
  until?(text: string): boolean;
}

export interface CallResult {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The connection broke before the answer was whole. */
  broken: boolean;
}

/** One raw HTTPS request on a connection of its own. */
export function callHttps(
  origin: string,
  ca: string,
  path: string,
  options: CallOptions = {},
): Promise<CallResult> {
  const { method = 'GET', token = 'admin-token', body, headers } = options;
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      `${origin}${path}`,
      {
        method,
        ca,
        agent: false,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
      },
      response => {
        let text = '';
        const finish = (broken: boolean) => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            broken,
          });
          request.destroy();
        };
        response.on('data', chunk => {
          text += chunk;
          if (options.until?.(text)) finish(false);
        });
        response.on('error', () => finish(true));
        response.on('end', () => finish(false));
      },
    );
    request.on('error', reject);
    request.end(
      typeof body === 'string' || body === undefined
        ? body
        : JSON.stringify(body),
    );
  });
}
