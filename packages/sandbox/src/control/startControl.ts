import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { listenOn, type LocalServer } from '../processes';
import { UnknownScenario, type Scenarios } from '../scenarios';

const switchSchema = z.strictObject({ on: z.boolean() });

interface Answer {
  status: number;
  body: unknown;
}

const failure = (status: number, message: string): Answer => ({
  status,
  body: { error: message },
});

/**
 * How `plumb scenario` talks to a running sandbox: `GET /scenarios`, `PUT /scenarios/<name>` with
 * `{"on": true}`, on loopback, with a bearer token.
 */
export async function startControl(options: {
  host: string;
  token: string;
  scenarios: Scenarios;
}): Promise<LocalServer> {
  const { host, token, scenarios } = options;
  const server = createServer((request, response) => {
    answer(request)
      .catch(error =>
        error instanceof UnknownScenario
          ? failure(404, error.message)
          : failure(500, String(error)),
      )
      .then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
  });

  async function answer(request: IncomingMessage): Promise<Answer> {
    if (request.headers.authorization !== `Bearer ${token}`) {
      return failure(401, 'a bearer token is needed; it is in sandbox.json');
    }
    const path = new URL(request.url ?? '/', 'http://control').pathname;
    const [collection, name] = path.split('/').slice(1);
    if (collection !== 'scenarios') return failure(404, `no ${path} here`);
    if (request.method === 'GET' && name === undefined) {
      return { status: 200, body: scenarios.list() };
    }
    if (request.method !== 'PUT' || name === undefined) {
      return failure(405, `no ${request.method} of ${path} here`);
    }
    const asked = switchSchema.safeParse(JSON.parse(await text(request)));
    if (!asked.success) return failure(400, '{"on": true or false} is wanted');
    return { status: 200, body: await scenarios.switch(name, asked.data.on) };
  }

  return listenOn(server, host);
}
