import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { PullRequestHost } from '@plumbline/plugin-odoo-node';
import { APIS, SECRET, hostOf } from './__testUtils__/hosts';
import { HostKind } from './testUtils';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const KINDS: HostKind[] = ['github', 'azure-devops'];
const COMMIT = 'a'.repeat(40);
const PULL = { number: 7 };
const TEXT = { title: 'Update a/b', body: 'Reason: x' };

interface Fault {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Answers everything in the same way, and counts what was asked. */
function answerAll({ status, headers, body = '{}' }: Fault) {
  const asked: string[] = [];
  server.use(
    http.all('*', ({ request }) => {
      asked.push(`${request.method} ${request.url}`);
      return new HttpResponse(body, {
        status,
        headers: { 'content-type': 'application/json', ...headers },
      });
    }),
  );
  return asked;
}

async function errorOf(work: Promise<unknown>): Promise<Error> {
  const outcome = await work.then(
    () => undefined,
    (error: Error) => error,
  );
  if (!outcome) throw new Error('It did not fail');
  return outcome;
}

const message = (text: string) => JSON.stringify({ message: text });

describe.each(KINDS)('%s that does not do what it should', kind => {
  let host: PullRequestHost;
  beforeEach(() => {
    host = hostOf(kind);
  });

  it.each<[string, Fault, string, RegExp]>([
    [
      'credentials that are not accepted',
      { status: 401, body: message('Bad credentials') },
      'NotAllowedError',
      /does not let the portal in \(401\).*integrations.*Bad credentials/,
    ],
    [
      'a missing right',
      { status: 403, body: message('Resource not accessible by integration') },
      'NotAllowedError',
      /\(403\).*not accessible/,
    ],
    [
      'a sign-in page instead of an answer',
      { status: 302, headers: { location: 'https://elsewhere.example/' } },
      'NotAllowedError',
      /redirect/,
    ],
    [
      'a failure',
      { status: 502, body: '<html>Bad Gateway' },
      'ServiceUnavailableError',
      /answers with 502/,
    ],
    [
      'no JSON',
      { status: 200, body: '<html>' },
      'ServiceUnavailableError',
      /cannot be understood/,
    ],
    [
      'another shape',
      { status: 200, body: '{"value":"x"}' },
      'ServiceUnavailableError',
      /cannot be understood/,
    ],
    [
      'an empty answer',
      { status: 200, body: '' },
      'ServiceUnavailableError',
      /cannot be understood/,
    ],
    [
      'a repository that is not there or not shown',
      { status: 404, body: message('Not Found') },
      'HostRefusal',
      /404.*Not Found/,
    ],
  ])('tells %s for what it is', async (_, fault, name, words) => {
    const asked = answerAll(fault);
    const error = await errorOf(host.find('b'));
    expect(error.name).toBe(name);
    expect(error.message).toMatch(words);
    expect(asked).toHaveLength(1);
    expect(JSON.stringify([asked, String(error), error.stack])).not.toContain(
      SECRET,
    );
  });

  it('says that it cannot be reached, and nothing of the request', async () => {
    server.use(http.all('*', () => HttpResponse.error()));
    const error = await errorOf(host.find('b'));
    expect(error.name).toBe('ServiceUnavailableError');
    expect(error.message).toMatch(/cannot be reached/);
    expect(JSON.stringify([error, error.stack])).not.toContain(SECRET);
  });

  it.each<[string, Fault]>([
    [
      'a secondary limit',
      {
        status: 403,
        headers: { 'retry-after': '90' },
        body: message('You have exceeded a secondary rate limit'),
      },
    ],
    [
      'a secondary limit without a time',
      {
        status: 403,
        body: message('You have exceeded a secondary rate limit'),
      },
    ],
    ['too many requests', { status: 429 }],
    [
      'a spent quota',
      {
        status: 403,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 900),
        },
      },
    ],
    ['a busy service', { status: 503, headers: { 'retry-after': '30' } }],
  ])('is left alone for as long as it asks: %s', async (_, fault) => {
    const asked = answerAll(fault);
    const first = await errorOf(host.find('b'));
    expect(first.name).toBe('ServiceUnavailableError');
    expect(first.message).toMatch(
      /limits requests: it is asked again after \d{4}-/,
    );
    const second = await errorOf(host.merge(PULL, COMMIT, TEXT));
    expect(second.message).toBe(first.message);
    expect(asked).toHaveLength(1);
  });

  it.each([
    [405, 'Required status check "build" is expected.'],
    [409, 'Head branch was modified. Review and try the merge again.'],
    [422, 'Changes must be made through a merge queue'],
    [400, 'TF401192: The policy does not allow it'],
  ])('refuses to merge with %i, in its own words', async (status, words) => {
    answerAll({ status, body: message(`${words}\n\u0007`) });
    expect(await host.merge(PULL, COMMIT, TEXT)).toEqual({
      refused: expect.stringMatching(new RegExp(`^${words.slice(0, 20)}`)),
    });
  });

  it.each([500, 503])(
    'may have merged when it answers with %i: nobody says that it has not',
    async status => {
      answerAll({ status });
      const error = await errorOf(host.merge(PULL, COMMIT, TEXT));
      expect(error.name).toBe('ServiceUnavailableError');
    },
  );

  it('sends its credentials nowhere but to its API', async () => {
    const sent: [string, string | null][] = [];
    server.use(
      http.all('*', ({ request }) => {
        sent.push([request.url, request.headers.get('authorization')]);
        return HttpResponse.json({}, { status: 404 });
      }),
    );
    await errorOf(host.find('plumbline/changes/1'));
    expect(sent).toHaveLength(1);
    const [url, authorization] = sent[0];
    expect(url.startsWith(`${APIS[kind]}/pull`)).toBe(true);
    expect(url).not.toContain(SECRET);
    expect(authorization).toMatch(/^(Bearer|Basic) /);
  });
});
