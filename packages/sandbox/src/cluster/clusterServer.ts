import {
  startApiServer,
  type ApiServer,
  type ApiServerOptions,
} from '../kubernetes';

/** The API of one cluster, which can be away for a while and comes back at the same address. */
export class ClusterServer {
  #server: ApiServer | undefined;
  #port: number;

  constructor(
    readonly region: string,
    private readonly options: ApiServerOptions,
  ) {
    this.#port = options.port ?? 0;
  }

  get name(): string {
    return this.options.name;
  }

  get url(): string {
    return `https://${this.options.host}:${this.#port}`;
  }

  async start(): Promise<void> {
    this.#server = await startApiServer({ ...this.options, port: this.#port });
    this.#port = this.#server.port;
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }
}
