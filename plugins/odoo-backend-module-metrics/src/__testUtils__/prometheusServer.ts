import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';

export interface Asked {
  query: string;
  /** Weeks before `now`. */
  weeksAgo: number;
  authorization?: string;
}

export interface Answered {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

export const NOW = new Date('2026-11-23T10:00:00Z');
const WEEK_MS = 7 * 24 * 3600 * 1000;

export const vector = (
  ...samples: [labels: Record<string, string>, value: string][]
): Answered => ({
  body: {
    status: 'success',
    data: {
      resultType: 'vector',
      result: samples.map(([metric, value]) => ({ metric, value: [0, value] })),
    },
  },
});

export const failure = (status: number, error: string): Answered => ({
  status,
  body: { status: 'error', errorType: 'bad_data', error },
});

/** Speaks `/api/v1/query` over HTTP, with the answers of a function. */
export async function startPrometheus(answer: (asked: Asked) => Answered) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let form = '';
    for await (const chunk of request) form += chunk;
    const fields = new URLSearchParams(form);
    const ago = NOW.getTime() - Date.parse(fields.get('time') ?? '');
    const { authorization } = request.headers;
    const question = {
      query: fields.get('query') ?? '',
      weeksAgo: ago / WEEK_MS,
      ...(authorization && { authorization }),
    };
    asked.push(question);
    const { method, url } = request;
    const known = method === 'POST' && url === '/prom/api/v1/query';
    const { status, headers, body } = known
      ? answer(question)
      : failure(404, `${method} ${url}`);
    response.writeHead(status ?? 200, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}/prom/`),
    asked,
    stop: () => new Promise(resolve => server.close(resolve)),
  };
}
