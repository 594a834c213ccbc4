import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ApiUser } from '../access/accessRule';
import { StatusError } from '../statusError';
import type { ClusterStore } from '../store';
import type {
  ApiContext,
  ApiResponse,
  PodLogRequest,
  RawRequest,
} from './apiRequest';
import { dispatch, type Dispatch } from './dispatch';
import {
  sufferedAnswer,
  sufferedRequest,
  sufferFault,
  truncateResponse,
  type Fault,
} from './fault';
import { ListPages } from './listPages';

export interface ApiServerOptions {
  /** Name of the cluster. */
  name: string;
  store: ClusterStore;
  /** PEM texts. kubectl sends a token over TLS only. */
  tls: { key: string; cert: string };
  /** Loopback address to listen on. */
  host: string;
  /** 0 takes any free port. */
  port: number;
  users: readonly ApiUser[];
  /** Reported by `/version`. */
  version?: string;
  /** The log of a container; without it logs are empty. */
  podLog?(request: PodLogRequest): string;
  /** Called before each request is served: the fault it shall suffer, if any. */
  before?(request: RawRequest): Fault | undefined;
  now?(): Date;
  /** Milliseconds between bookmarks, default 60000. */
  bookmarkInterval?: number;
}

export interface ApiServer {
  name: string;
  url: string;
  port: number;
  /** Requests received so far, by user agent. */
  calls(): Record<string, number>;
  /** Ends the connections that are open, watches among them. */
  disconnect(): void;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 3 * 1024 * 1024;
/** From this size a cluster compresses for clients that accept it. */
const COMPRESS_FROM_BYTES = 128 * 1024;
const compress = promisify(gzip);

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new StatusError(
        413,
        'RequestEntityTooLarge',
        `limit is ${MAX_BODY_BYTES} bytes`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function send(
  answer: ApiResponse,
  request: RawRequest,
  response: ServerResponse,
): Promise<void> {
  if ('stream' in answer) {
    answer.stream(response);
    return;
  }
  const { status, contentType = 'application/json', headers, body } = answer;
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const large = body.length >= COMPRESS_FROM_BYTES && /\bgzip\b/.test(accepted);
  const bytes = large ? await compress(body, { level: 1 }) : Buffer.from(body);
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': bytes.length,
    ...headers,
    ...(large ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {}),
  });
  response.end(bytes);
}

function failureOf(error: unknown): ApiResponse {
  const failure =
    error instanceof StatusError
      ? error
      : new StatusError(500, 'InternalError', `Internal error: ${error}`);
  return { status: failure.code, body: JSON.stringify(failure.toStatus()) };
}

/** Serves a store as the API of one cluster, over TLS, on a loopback address. */
export async function startApiServer(
  options: ApiServerOptions,
): Promise<ApiServer> {
  const { name, store, host, tls, users, before } = options;
  const context: ApiContext = {
    store,
    now: options.now ?? (() => new Date()),
    podLog: options.podLog ?? (() => ''),
    bookmarkInterval: options.bookmarkInterval ?? 60_000,
  };
  const pages = new ListPages(store);
  const version = options.version ?? 'v1.32.0';
  const settings: Dispatch = { context, users, pages, version };
  const calls = new Map<string, number>();

  async function serve(incoming: IncomingMessage, response: ServerResponse) {
    const url = new URL(incoming.url ?? '/', 'https://cluster');
    const request: RawRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
    };
    const agent = incoming.headers['user-agent'] ?? 'unknown';
    calls.set(agent, (calls.get(agent) ?? 0) + 1);
    const fault = before?.(request) ?? {};
    if (await sufferFault(fault, response)) return;
    if (fault.truncateAfter !== undefined) {
      truncateResponse(response, fault.truncateAfter);
    }
    for (const [header, value] of Object.entries(fault.headers ?? {})) {
      response.setHeader(header, value);
    }
    let answer: ApiResponse;
    try {
      const body = await readBody(incoming);
      const suffered = sufferedRequest(request, fault);
      answer = dispatch({ ...suffered, body }, settings);
    } catch (error) {
      answer = failureOf(error);
    }
    await send(sufferedAnswer(answer, fault), request, response);
  }

  const server = createServer(tls, (incoming, response) => {
    serve(incoming, response).catch(error => response.destroy(error));
  });
  // Longer than clients keep an idle connection, so that none is closed under a request.
  server.keepAliveTimeout = 90_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    name,
    url: `https://${host}:${port}`,
    port,
    calls: () => Object.fromEntries(calls),
    disconnect: () => server.closeAllConnections(),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
