import {
  startApiServer,
  type ApiServer,
  type ApiServerOptions,
  type ClusterStore,
  type Fault,
  type RawRequest,
} from '../kubernetes';
import { PORTAL_USER } from './access';

/** Says what a request suffers; undefined when it is spared. */
export type FaultOf = (request: RawRequest) => Fault | undefined;

/** The API of one cluster, which can be away or ill for a while and comes back at the same address. */
export class ClusterServer {
  #server: ApiServer | undefined;
  #port: number;
  /** By what causes them. */
  readonly #faults = new Map<string, FaultOf>();

  constructor(
    readonly region: string,
    private readonly options: Omit<ApiServerOptions, 'before'>,
  ) {
    this.#port = options.port ?? 0;
  }

  get name(): string {
    return this.options.name;
  }

  get url(): string {
    return `https://${this.options.host}:${this.#port}`;
  }

  isOf(store: ClusterStore): boolean {
    return this.options.store === store;
  }

  /** How one of its users calls it. */
  accessOf(user: string): { url: string; token: string } | undefined {
    const found = this.options.users.find(each => each.user === user);
    return found && { url: this.url, token: found.token };
  }

  async start(): Promise<void> {
    this.#server = await startApiServer({
      ...this.options,
      port: this.#port,
      before: request => this.#suffer(request),
    });
    this.#port = this.#server.port;
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  /** From now on requests suffer, on new connections: those that are open end. */
  infect(cause: string, faultOf: FaultOf): void {
    this.#faults.set(cause, faultOf);
    this.#server?.disconnect();
  }

  heal(cause: string): void {
    this.#faults.delete(cause);
    this.#server?.disconnect();
  }

  /** Whether the portal asks: an operator who looks with kubectl may be spared. */
  isOfPortal({ headers }: RawRequest): boolean {
    const portal = this.options.users.find(({ user }) => user === PORTAL_USER);
    return headers.authorization === `Bearer ${portal?.token}`;
  }

  /** Faults add up. */
  #suffer(request: RawRequest): Fault | undefined {
    const faults = [...this.#faults.values()].map(faultOf => faultOf(request));
    return faults.some(Boolean) ? Object.assign({}, ...faults) : undefined;
  }
}
