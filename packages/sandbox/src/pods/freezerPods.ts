import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Container, Logger, Pod, PodRuntime } from '../controllers';
import type { ClusterStore, PodLogRequest } from '../kubernetes';
import { packageFile } from '../packageFile';
import { PodProcesses } from './podProcesses';
import { makeVolumes, withOwnPaths } from './podVolumes';

/** Of the ConfigMap by which the program comes. */
const DIRECTORY = '/freezes';

interface RunningPod {
  name: string;
  processes: PodProcesses;
  folder?: string;
}

/**
 * Runs what suspends Flux in a freeze: the real program, as it is rendered into the cluster's ConfigMap, with the token
 * of its service account and no way out but to the API of its own cluster.
 */
export class FreezerPods implements PodRuntime {
  readonly #pods = new Map<string, RunningPod>();
  /** What the last of each namespace has printed. */
  readonly #ended = new Map<string, RunningPod>();
  readonly #endings = new Set<Promise<void>>();

  constructor(
    private readonly options: {
      /** How a service account, by its full name, calls the API of a cluster; undefined while there is none. */
      accessOf(
        store: ClusterStore,
        user: string,
      ): { url: string; token: string } | undefined;
      /** Of the APIs' certificates, PEM. */
      certificateAuthority: string;
      logger: Logger;
    },
  ) {}

  runs({ spec }: Pod): boolean {
    return spec.containers.every(
      ({ command: [program, file] = [] }) =>
        program === 'node' && file?.startsWith(`${DIRECTORY}/`),
    );
  }

  /** It is small, and over within a second or two. */
  admit(): boolean {
    return true;
  }

  run(pod: Pod, container: Container, restart: number, store: ClusterStore) {
    const { uid, namespace, name } = pod.metadata;
    const running = this.#pods.get(uid) ?? {
      name: `${namespace}/${name}`,
      processes: new PodProcesses(),
    };
    this.#pods.set(uid, running);
    const { processes } = running;
    if (!processes.has(container.name, restart)) {
      processes.start(container.name, restart, () =>
        this.#prepare(running, pod, container, store),
      );
    }
    return processes.exitOf(container.name, restart);
  }

  end(uid: string): void {
    const running = this.#pods.get(uid);
    if (!running) return;
    this.#pods.delete(uid);
    this.#ended.set(running.name.split('/')[0], running);
    const { logger } = this.options;
    const ending = this.#end(running)
      .catch(error => logger.warn(`freezer: ${error.stack ?? error}`))
      .finally(() => this.#endings.delete(ending));
    this.#endings.add(ending);
  }

  log({ namespace, pod, container }: PodLogRequest): string | undefined {
    const name = `${namespace}/${pod}`;
    return [...this.#pods.values(), ...this.#ended.values()]
      .find(each => each.name === name)
      ?.processes.log(container);
  }

  async stop(): Promise<void> {
    for (const uid of [...this.#pods.keys()]) this.end(uid);
    await Promise.all(this.#endings);
  }

  async #end({ processes, folder }: RunningPod): Promise<void> {
    await processes.end(1000);
    if (folder) await rm(folder, { recursive: true, force: true });
  }

  async #prepare(
    running: RunningPod,
    pod: Pod,
    container: Container,
    store: ClusterStore,
  ): Promise<{ args: string[]; env: NodeJS.ProcessEnv }> {
    const { accessOf, certificateAuthority } = this.options;
    const user = `system:serviceaccount:${pod.metadata.namespace}:${pod.spec.serviceAccountName}`;
    const access = accessOf(store, user);
    if (!access) throw new Error(`nobody lets ${user} in`);
    const folder = await mkdtemp(join(tmpdir(), 'plumb-freezer-'));
    running.folder = folder;
    await makeVolumes(folder, pod, store);
    const tokenFile = join(folder, 'token');
    const certificateFile = join(folder, 'ca.crt');
    await writeFile(tokenFile, access.token, { mode: 0o600 });
    await writeFile(certificateFile, certificateAuthority);
    const own = (text: string) => withOwnPaths(text, folder, container);
    const { hostname, port } = new URL(access.url);
    const network = {
      own: [],
      reachable: [
        { name: 'kubernetes.default.svc', host: hostname, port: Number(port) },
      ],
      record: join(folder, 'flows.jsonl'),
    };
    const declared = (container.env ?? []).map(({ name, value = '' }) => [
      name,
      own(value),
    ]);
    const preloads = [
      packageFile('src', 'processes', 'endWithStandardInput.cjs'),
      packageFile('src', 'pods', 'guardEgress.cjs'),
    ].flatMap(file => ['--require', file]);
    return {
      args: [...preloads, ...(container.command ?? []).slice(1).map(own)],
      env: {
        ...Object.fromEntries(declared),
        PATH: process.env.PATH,
        POD_NETWORK: JSON.stringify(network),
        // What every pod finds at the same place in a cluster lies elsewhere here.
        KUBERNETES_API: access.url,
        TOKEN_FILE: tokenFile,
        NODE_EXTRA_CA_CERTS: certificateFile,
        FREEZES: own(`${DIRECTORY}/freezes.json`),
      },
    };
  }
}
