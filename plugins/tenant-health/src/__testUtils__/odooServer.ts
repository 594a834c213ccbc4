import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { ApiRef, FetchApi, fetchApiRef } from '@backstage/core-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';

const ORIGIN = 'http://localhost';

/** A server that speaks the HTTP contract of `/api/odoo`. */
export const odooServer = setupServer();

/** Answers one GET of the contract; returns the list, filled as they come, of the queries asked, sorted by name. */
export function answerGet(
  path: string,
  answer: (query: URLSearchParams) => object | Response,
): URLSearchParams[] {
  const asked: URLSearchParams[] = [];
  odooServer.use(
    http.get(`${ORIGIN}/api/odoo${path}`, ({ request }) => {
      const query = new URL(request.url).searchParams;
      query.sort();
      asked.push(query);
      const body = answer(query);
      return body instanceof Response ? body : HttpResponse.json(body);
    }),
  );
  return asked;
}

/** A refusal as Backstage backends send it. */
export function refusal(statusCode: number, name: string, message: string) {
  return HttpResponse.json(
    { error: { name, message }, response: { statusCode } },
    { status: statusCode },
  );
}

/** The app's own fetch, resolving `plugin://odoo` to the server. */
export const fetchApi: readonly [ApiRef<FetchApi>, FetchApi] = [
  fetchApiRef,
  mockApis.fetch({
    resolvePluginProtocol: {
      discoveryApi: mockApis.discovery({ baseUrl: ORIGIN }),
    },
  }),
];
