import { Server, createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { HostedRepository, MergeRefusal } from './HostedRepository';
import { azureDevOpsApi } from './azureDevOpsApi';
import { gitHubApi } from './gitHubApi';

export const TOKEN = 'secret-token-of-the-portal';

export interface ApiRequest {
  method: string;
  /** Segments after the part that names the repository, decoded. */
  path: string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
}
export type Api = (
  repository: HostedRepository,
  request: ApiRequest,
) => { status: number; body: unknown };

export type HostKind = 'github' | 'azure-devops';

/** When a request is about to take effect, unless this drops it, or has and is not answered yet. */
export type Interruption = (
  when: 'before' | 'after',
  request: Pick<ApiRequest, 'method' | 'path'>,
) => Promise<'drop' | void> | 'drop' | void;

const APIS: Record<HostKind, { api: Api; prefix: number }> = {
  github: { api: gitHubApi, prefix: 3 },
  'azure-devops': { api: azureDevOpsApi, prefix: 2 },
};

/** Speaks the REST API of one of the services on loopback, over a real repository. */
export class HostServer {
  static async start(
    kind: HostKind,
    repository: HostedRepository,
  ): Promise<HostServer> {
    const host = new HostServer(kind, repository);
    await new Promise<void>(resolve => {
      host.#server.listen(0, '127.0.0.1', resolve);
    });
    return host;
  }

  readonly #server: Server;
  /** `<method> <path>` of everything that was asked, the oldest first. */
  readonly requests: string[] = [];
  interrupt: Interruption = () => undefined;

  private constructor(
    private readonly kind: HostKind,
    readonly repository: HostedRepository,
  ) {
    this.#server = createServer(async (req, res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk);
      const answer = await this.#answer(
        req.method ?? 'GET',
        req.url ?? '/',
        req.headers.authorization,
        Buffer.concat(chunks).toString(),
      );
      res.writeHead(answer.status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(answer.body));
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Of app-config, as an operator writes it. */
  get config() {
    const host = `127.0.0.1:${this.port}`;
    return this.kind === 'github'
      ? {
          host: { kind: this.kind, repository: `http://${host}/acme/gitops` },
          integrations: {
            github: [{ host, apiBaseUrl: `http://${host}`, token: TOKEN }],
          },
        }
      : {
          host: {
            kind: this.kind,
            repository: `http://${host}/acme/fleet/_git/gitops`,
          },
          integrations: {
            azure: [{ host, credentials: [{ personalAccessToken: TOKEN }] }],
          },
        };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #answer(
    method: string,
    target: string,
    authorization: string | undefined,
    text: string,
  ): Promise<{ status: number; body: unknown }> {
    const url = new URL(target, 'http://host');
    const { api, prefix } = APIS[this.kind];
    const path = url.pathname
      .split('/')
      .slice(1 + prefix)
      .map(decodeURIComponent);
    this.requests.push(`${method} ${path.join('/')}`);
    if (!isKnown(authorization)) {
      return { status: 401, body: { message: 'Bad credentials' } };
    }
    const request = {
      method,
      path,
      query: url.searchParams,
      body: text ? JSON.parse(text) : {},
    };
    if ((await this.interrupt('before', request)) === 'drop') {
      return { status: 503, body: { message: 'Dropped' } };
    }
    const answer = this.#asked(api, request);
    await this.interrupt('after', request);
    return answer;
  }

  #asked(api: Api, request: ApiRequest) {
    try {
      return api(this.repository, request);
    } catch (error) {
      if (!(error instanceof MergeRefusal)) throw error;
      return { status: error.status, body: { message: error.message } };
    }
  }
}

function isKnown(authorization = ''): boolean {
  const [scheme, value = ''] = authorization.split(' ');
  const given =
    scheme === 'Basic' ? Buffer.from(value, 'base64').toString() : value;
  return given.replace(/^:/, '') === TOKEN;
}
