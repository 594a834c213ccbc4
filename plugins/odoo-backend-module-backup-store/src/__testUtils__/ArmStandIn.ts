import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { Server, createServer } from 'node:http';
import { resolve } from 'node:path';
import { AzureConnection, parseEndpoint } from '../azure';
import { ArmClient } from '../azure/arm';

/** Example answers of Azure's own API specifications, kept outside the repository. */
const SHAPES = resolve(__dirname, '../../../../../shared/fixtures/azure');

const shapesPresent = existsSync(SHAPES);
if (!shapesPresent) {
  process.stderr.write(
    `Tests on Azure's own answers are skipped: ${SHAPES} is absent.\n`,
  );
}
export const describeShapes = shapesPresent ? describe : describe.skip;

/** Body of a 200 of the specification, such as `storage/blob-service-get`; fields of `changes` replaced, deeply. */
export function shape(file: string, changes: object = {}): object {
  const text = readFileSync(resolve(SHAPES, `${file}.json`), 'utf8');
  return merged(JSON.parse(text).responses['200'].body, changes);
}

function merged(base: object, changes: object): object {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(changes)) {
    const before = result[key];
    result[key] =
      isPlain(before) && isPlain(value) ? merged(before, value) : value;
  }
  return result;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Answers by path; a number is a status. Everything else does not exist. */
export type ArmRoutes = Record<string, object | number>;

const TOKEN = 'stand-in';
const failure = (code: string) => ({ error: { code, message: code } });

/** Azure Resource Manager as far as it is read here: bearer token, JSON, error bodies, api-version. */
export class ArmStandIn {
  routes: ArmRoutes = {};
  /** Path and query of every request. */
  readonly requests: string[] = [];
  readonly connection: AzureConnection;
  readonly client: ArmClient;

  private constructor(private readonly server: Server, readonly url: string) {
    this.connection = new AzureConnection({
      endpoint: parseEndpoint(url, 'endpoint'),
      credential: { token: TOKEN },
      retry: { attempts: 2, delayMs: 1, maxWaitMs: 100 },
    });
    this.client = new ArmClient(this.connection);
  }

  static async start(): Promise<ArmStandIn> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (!address || typeof address === 'string') throw new Error('no port');
    const standIn = new ArmStandIn(server, `http://127.0.0.1:${address.port}`);
    server.on('request', ({ url = '', headers }, response) => {
      const [status, body] = standIn.#answer(url, headers.authorization);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    return standIn;
  }

  async stop(): Promise<void> {
    await this.connection.close();
    this.server.close();
    await once(this.server, 'close');
  }

  #answer(target: string, authorization?: string): [number, unknown] {
    this.requests.push(target);
    const { pathname, searchParams } = new URL(target, this.url);
    if (authorization !== `Bearer ${TOKEN}`) return [401, failure('NoToken')];
    if (!searchParams.has('api-version')) return [400, failure('NoVersion')];
    const route =
      this.routes[`${pathname}?${searchParams.get('$skipToken')}`] ??
      this.routes[pathname] ??
      404;
    return typeof route === 'number'
      ? [route, failure('ResourceNotFound')]
      : [200, route];
  }
}
