import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { ApiRef, FetchApi, fetchApiRef } from '@backstage/core-plugin-api';
import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { FieldError } from '@plumbline/plugin-odoo-common';

const ORIGIN = 'http://localhost';

/** A server that speaks the HTTP contract of `/api/odoo`. */
export const odooServer = setupServer();

/** Starts and stops the server around the tests of a file; what was not expected fails. */
export const registerOdooServer = () => registerMswTestHooks(odooServer);

const HANDLERS = {
  GET: http.get,
  POST: http.post,
  PUT: http.put,
  DELETE: http.delete,
};

/** One request as it came over the wire. */
export interface Asked {
  /** Sorted by name. */
  query: string;
  headers: Headers;
  body: unknown;
}

/** Answers one call of the contract, `'POST /changes'`; returns the requests, filled as they come. */
export function answer(
  call: `${keyof typeof HANDLERS} /${string}`,
  respond: (asked: Asked) => object | Response,
): Asked[] {
  const requests: Asked[] = [];
  const [method, path] = call.split(' ');
  const handle = HANDLERS[method as keyof typeof HANDLERS];
  odooServer.use(
    handle(`${ORIGIN}/api/odoo${path}`, async ({ request }) => {
      const query = new URL(request.url).searchParams;
      query.sort();
      const text = await request.text();
      const asked = {
        query: decodeURIComponent(String(query)),
        headers: request.headers,
        body: text === '' ? undefined : JSON.parse(text),
      };
      requests.push(asked);
      const response = respond(asked);
      return response instanceof Response
        ? response
        : HttpResponse.json(response);
    }),
  );
  return requests;
}

/** A refusal as Backstage backends send it; with field errors, the 400 of the contract. */
export function refusal(
  statusCode: number,
  name: string,
  message: string,
  details?: FieldError[],
): Response {
  return HttpResponse.json(
    { error: { name, message, details }, response: { statusCode } },
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
