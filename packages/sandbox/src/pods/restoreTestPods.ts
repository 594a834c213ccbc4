import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { postgresBinaries } from '../backups';
import type { Container, Logger, Pod, PodRuntime } from '../controllers';
import type { ClusterStore, PodLogRequest } from '../kubernetes';
import { packageFile } from '../packageFile';
import { freePort } from '../processes';
import { networkOf, type PodStore } from './podNetwork';
import { PodProcesses } from './podProcesses';
import { makeVolumes, temporaryFolder, withOwnPaths } from './podVolumes';

/** The machine is small. */
const MOST_PODS = 2;
const ODOO_PORT = 8069;

const PREFIX = 'RESTORE_TEST_';

export interface RestoreTestPodsOptions {
  /** Of the program; pods with a container of this image are run. */
  image: string | undefined;
  stores: readonly PodStore[];
  /** Where it is kept whom pods have called. */
  flowsFolder: string;
  /** A result lies in the store already: the pod has run in another life of the sandbox. */
  hasResult(url: string): Promise<boolean>;
  logger: Logger;
}

interface RunningPod {
  name: string;
  processes: PodProcesses;
  /** Made by the first container that starts. */
  place?: Promise<{ folder: string; httpPort: number }>;
}

/**
 * Runs restore tests: the real program beside a stand-in for Odoo, in a folder of the pod, with the
 * files that Kubernetes would mount, and with no way out but the one that network policies leave.
 */
export class RestoreTestPods implements PodRuntime {
  readonly #pods = new Map<string, RunningPod>();
  /** What ended pods have printed, by name; those that are gone from the cluster are never asked for. */
  readonly #ended = new Map<string, PodProcesses>();
  readonly #endings = new Set<Promise<void>>();

  constructor(private readonly options: RestoreTestPodsOptions) {}

  runs({ spec }: Pod): boolean {
    const { image } = this.options;
    return spec.containers.some(container => container.image === image);
  }

  admit({ metadata }: Pod): boolean {
    const { uid, namespace, name } = metadata;
    if (!this.#pods.has(uid)) {
      if (this.#pods.size >= MOST_PODS) return false;
      const processes = new PodProcesses();
      this.#pods.set(uid, { name: `${namespace}/${name}`, processes });
    }
    return true;
  }

  run(pod: Pod, container: Container, restart: number, store: ClusterStore) {
    const running = this.#pods.get(pod.metadata.uid);
    if (!running) return undefined;
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
    this.#ended.set(running.name, running.processes);
    this.#track(this.#end(uid, running));
  }

  log({ namespace, pod, container }: PodLogRequest): string | undefined {
    const name = `${namespace}/${pod}`;
    const running = [...this.#pods.values()].find(each => each.name === name);
    const processes = running?.processes ?? this.#ended.get(name);
    return processes?.log(container);
  }

  async stop(): Promise<void> {
    for (const [uid, running] of this.#pods) {
      this.#track(this.#end(uid, running, 5000));
    }
    await Promise.all(this.#endings);
  }

  #track(ending: Promise<void>): void {
    const { logger } = this.options;
    const tracked = ending
      .catch(error => logger.warn(`restore test: ${error.stack ?? error}`))
      .finally(() => this.#endings.delete(tracked));
    this.#endings.add(tracked);
  }

  async #end(uid: string, running: RunningPod, graceMs?: number) {
    await running.processes.end(graceMs);
    const place = await running.place;
    if (place) await rm(place.folder, { recursive: true, force: true });
    this.#pods.delete(uid);
  }

  async #prepare(
    running: RunningPod,
    pod: Pod,
    container: Container,
    store: ClusterStore,
  ): Promise<{ args: string[]; env: NodeJS.ProcessEnv }> {
    running.place ??= makePlace(pod, store);
    const { folder, httpPort } = await running.place;
    const own = (text: string) => withOwnPaths(text, folder, container);
    const network = networkOf(pod, httpPort, store, this.options);
    const env: NodeJS.ProcessEnv = {
      PATH: process.env.PATH,
      TMPDIR: temporaryFolder(folder, container),
      POD_NETWORK: JSON.stringify(network),
      POD_HTTP_PORT: String(httpPort),
      [`${PREFIX}POSTGRES_BIN`]: postgresBinaries(),
    };
    for (const { name, value } of container.env ?? []) {
      env[name] = this.#address(own(value ?? ''), httpPort);
    }
    const preloads = [
      packageFile('src', 'processes', 'endWithStandardInput.cjs'),
      packageFile('src', 'pods', 'guardEgress.cjs'),
    ].flatMap(file => ['--require', file]);
    if (container.image !== this.options.image) {
      const command = [...(container.command ?? []), ...(container.args ?? [])];
      const program = packageFile('src', 'pods', 'odooStandIn.cjs');
      return { args: [...preloads, program, ...command.map(own)], env };
    }
    if (await this.options.hasResult(env[`${PREFIX}RESULT_URL`] ?? '')) {
      running.processes.print(container.name, 'the result is there already\n');
      return { args: ['--eval', ''], env };
    }
    const transform = require.resolve(
      '@backstage/cli/config/nodeTransform.cjs',
    );
    const program = join(
      dirname(require.resolve('restore-test/package.json')),
      'src/main.ts',
    );
    return { args: [...preloads, '--require', transform, program], env };
  }

  /** Names and addresses that only mean something in a cluster become those of this machine. */
  #address(text: string, httpPort: number): string {
    return this.options.stores
      .reduce(
        (result, { url, endpoint }) => result.replace(url, endpoint),
        text,
      )
      .replace(`127.0.0.1:${ODOO_PORT}`, `127.0.0.1:${httpPort}`);
  }
}

async function makePlace(pod: Pod, store: ClusterStore) {
  // Short: the path of a socket has at most 107 bytes.
  const folder = await mkdtemp(
    join(tmpdir(), `plumb-pod-${pod.metadata.uid.slice(0, 8)}-`),
  );
  await makeVolumes(folder, pod, store);
  return { folder, httpPort: await freePort() };
}
