import { createServer, type IncomingMessage } from 'node:http';
import { listenOn, type LocalServer } from '../processes';
import { parseSelector } from './selector';

const LONGEST_FORM = 64 * 1024;

export interface SandboxSample {
  labels: Readonly<Record<string, string>>;
  value: number;
}

export interface PrometheusOptions {
  host: string;
  token: string;
  /** All that was scraped of a metric, as of a moment. */
  samplesOf(metric: string, at: Date): SandboxSample[];
}

const failure = (status: number, errorType: string, error: string) => ({
  status,
  body: { status: 'error', errorType, error } as unknown,
});

/** Stands in for Prometheus, as far as instant queries of plain selectors go ("HTTP API" of its documentation). */
export async function startPrometheus(
  options: PrometheusOptions,
): Promise<LocalServer> {
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(request, options);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  return listenOn(server, options.host);
}

async function answer(
  request: IncomingMessage,
  { token, samplesOf }: PrometheusOptions,
) {
  const { method = 'GET', url = '/', headers } = request;
  if (headers.authorization !== `Bearer ${token}`) {
    return failure(401, 'unauthorized', 'a bearer token is needed');
  }
  const { pathname, searchParams } = new URL(url, 'http://prometheus');
  if (pathname !== '/api/v1/query' || !['GET', 'POST'].includes(method)) {
    return failure(404, 'not_found', `there is no ${method} ${pathname} here`);
  }
  const form = method === 'POST' ? await formOf(request) : searchParams;
  if (!form) return failure(413, 'bad_data', 'the form is too long');
  const query = form.get('query') ?? '';
  const selector = parseSelector(query);
  if (!selector) {
    const message = `invalid parameter "query": only plain selectors are understood here, not ${query}`;
    return failure(400, 'bad_data', message);
  }
  const at = momentOf(form.get('time'));
  if (!at) {
    const message = `invalid parameter "time": cannot parse "${form.get(
      'time',
    )}" to a valid timestamp`;
    return failure(400, 'bad_data', message);
  }
  const result = samplesOf(selector.metric, at)
    .filter(({ labels }) =>
      Object.entries(selector.labels).every(
        ([name, value]) => (labels[name] ?? '') === value,
      ),
    )
    .map(({ labels, value }) => ({
      metric: { __name__: selector.metric, ...labels },
      value: [at.getTime() / 1000, String(value)],
    }));
  const body = { status: 'success', data: { resultType: 'vector', result } };
  return { status: 200, body: body as unknown };
}

/** RFC 3339, or seconds since 1970. */
function momentOf(text: string | null): Date | undefined {
  if (text === null) return new Date();
  const seconds = Number(text);
  const at = new Date(Number.isNaN(seconds) ? text : seconds * 1000);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

async function formOf(
  request: IncomingMessage,
): Promise<URLSearchParams | undefined> {
  let form = '';
  for await (const chunk of request) {
    form += chunk;
    if (form.length > LONGEST_FORM) return undefined;
  }
  return new URLSearchParams(form);
}
