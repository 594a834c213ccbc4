import { AddressInfo, Socket } from 'node:net';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Server, createServer } from 'node:https';
import { gzipSync } from 'node:zlib';
import { generate } from 'selfsigned';
import { KINDS, Kind, KindId } from '../records';
import { World } from './objects';

export interface Call {
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
}

/** Answers a call instead of the cluster; false leaves it to the cluster. */
export type Fault = (call: Call, response: ServerResponse) => boolean;

const PAGE = 250;

/** An API server on loopback with TLS: lists with paging, discovery, tokens; faults on demand. */
export class FakeCluster {
  readonly calls: Call[] = [];
  readonly sockets = new Set<Socket>();
  world: World = {};
  /** Warnings about objects. */
  events: object[] = [];
  /** By which the clock of the cluster is ahead. */
  skewMs = 0;
  version = 'v1.32.4';
  notInstalled: readonly KindId[] = [];
  discovery: 'aggregated' | 'legacy' = 'aggregated';
  fault: Fault = () => false;

  private constructor(
    readonly server: Server,
    readonly caPem: string,
    readonly token: string,
  ) {}

  static async start(token = 'secret-token'): Promise<FakeCluster> {
    const { cert, private: key } = await generate(
      [{ name: 'commonName', value: 'fake-cluster' }],
      {
        algorithm: 'sha256',
        extensions: [
          { name: 'basicConstraints', cA: true },
          { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
        ],
      },
    );
    const server = createServer({ key, cert });
    const cluster = new FakeCluster(server, cert, token);
    server.on('request', (req, res) => cluster.#answer(req, res));
    server.on('secureConnection', socket => {
      cluster.sockets.add(socket);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return cluster;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get caData(): string {
    return Buffer.from(this.caPem).toString('base64');
  }

  /** How often each plural was listed. */
  get lists(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { path, query } of this.calls) {
      if (!query.has('limit')) continue;
      const plural = path.split('/').at(-1)!;
      counts[plural] = (counts[plural] ?? 0) + 1;
    }
    return counts;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url!, this.url);
    const { headers } = request;
    const call = { path: pathname, query: searchParams, headers };
    this.calls.push(call);
    response.setHeader(
      'date',
      new Date(Date.now() + this.skewMs).toUTCString(),
    );
    if (this.fault(call, response)) return;
    if (headers.authorization !== `Bearer ${this.token}`) {
      status(response, 401, 'Unauthorized');
    } else if (pathname === '/version') {
      json(call, response, { gitVersion: this.version });
    } else if (pathname === '/apis') {
      json(call, response, this.#groups());
    } else if (pathname === '/api/v1/events') {
      this.#page(call, response, 'EventList', this.events);
    } else {
      this.#list(call, response);
    }
  }

  #kinds(): [KindId, Kind][] {
    const all = Object.entries(KINDS) as [KindId, Kind][];
    return all.filter(([id]) => !this.notInstalled.includes(id));
  }

  #groups(): object {
    const served = new Map<string, Map<string, { resource: string }[]>>();
    for (const [, { group, versions, plural }] of this.#kinds()) {
      if (!group) continue;
      const known = served.get(group) ?? new Map();
      served.set(group, known);
      for (const version of versions) {
        known.set(version, [
          ...(known.get(version) ?? []),
          { resource: plural },
        ]);
      }
    }
    const groups = [...served].map(([name, versions]) => ({
      name,
      versions: [...versions].map(([version, resources]) => ({
        version,
        resources,
      })),
    }));
    return this.discovery === 'legacy'
      ? { kind: 'APIGroupList', groups }
      : {
          kind: 'APIGroupDiscoveryList',
          items: groups.map(({ name, versions }) => ({
            metadata: { name },
            versions,
          })),
        };
  }

  #list(call: Call, response: ServerResponse): void {
    const plural = call.path.split('/').at(-1);
    const kind = this.#kinds().find(([, row]) => row.plural === plural);
    if (!kind) {
      status(response, 404, 'the server could not find the requested resource');
      return;
    }
    this.#page(
      call,
      response,
      `${kind[1].kind}List`,
      this.world[kind[0]] ?? [],
    );
  }

  #page(
    call: Call,
    response: ServerResponse,
    kind: string,
    objects: readonly object[],
  ): void {
    const from = Number(call.query.get('continue') ?? 0);
    const next = from + PAGE;
    json(call, response, {
      kind,
      metadata: next < objects.length ? { continue: String(next) } : {},
      items: objects.slice(from, next),
    });
  }
}

export function status(
  response: ServerResponse,
  code: number,
  message: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(code, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ kind: 'Status', status: 'Failure', message }));
}

function json(call: Call, response: ServerResponse, body: object): void {
  const text = JSON.stringify(body);
  const zipped = call.headers['accept-encoding'] === 'gzip';
  response.writeHead(200, {
    'content-type': 'application/json',
    ...(zipped && { 'content-encoding': 'gzip' }),
  });
  response.end(zipped ? gzipSync(text) : text);
}
