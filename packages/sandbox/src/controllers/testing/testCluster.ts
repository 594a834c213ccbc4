import {
  createObjectStore,
  type KubernetesObject,
  type NewObject,
} from '../../kubernetes';
import type { Crash, OutsideWorld } from '../outsideWorld';
import type { PodRuntime } from '../podRuntime';
import { GitOpsFeed, GitReader } from '../repository';
import {
  conditionOf,
  SandboxClock,
  type Condition,
  type Container,
  type Logger,
  type Pod,
} from '../runtime';
import { startControllers } from '../startControllers';
import { noPods } from './noPods';
import { testBackups } from './testBackups';

export const IMAGE = `registry.example/odoo@sha256:${'a'.repeat(64)}`;
export const LOST_IMAGE = `registry.example/odoo@sha256:${'b'.repeat(64)}`;

const START = new Date('2026-03-02T08:00:00Z');

/** A cluster in a time of its own: nothing happens but by `run`; until `horizon` it is a replay of the past. */
export function createTestCluster(
  repository = '/nowhere',
  pods: PodRuntime = noPods,
  horizon = START,
) {
  const warnings: string[] = [];
  const logger: Logger = {
    info: () => undefined,
    warn: message => warnings.push(message),
  };
  const clock = new SandboxClock({ start: START, horizon });
  const store = createObjectStore({ now: () => clock.now() });
  const needs = {
    memoryMiB: 0,
    cpuPercent: 0,
    refusal: '',
    probeFailure: '',
    crash: undefined as Crash | undefined,
    lostKeys: new Set<string>(),
  };
  const outside: OutsideWorld = {
    backups: testBackups(),
    pods,
    registry: { has: image => image !== LOST_IMAGE },
    load: {
      memoryMiB: () => needs.memoryMiB,
      nextChange: () => undefined,
      cpuPercent: () => needs.cpuPercent || undefined,
      probeFailure: () => needs.probeFailure || undefined,
      crash: () => needs.crash,
    },
    certificateAuthority: { refusal: () => needs.refusal || undefined },
    vault: {
      read: (_url, key) =>
        needs.lostKeys.has(key) ? undefined : `value of ${key}`,
    },
  };
  const feed = new GitOpsFeed(new GitReader(repository, 'main'), logger);
  const controllers = startControllers({
    store,
    clock,
    outside,
    feed,
    logger,
    rootCertificate: 'certificate of the test',
  });
  store.create({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'node-1' },
    spec: {},
  });
  return {
    store,
    clock,
    feed,
    needs,
    warnings,
    stop: controllers.stop,
    /** Lets so many seconds pass. */
    run(seconds: number) {
      clock.fastForward(new Date(clock.now().getTime() + seconds * 1000));
    },
    object(kind: string, name: string, group = '') {
      const found = store.get({ group, kind }, 'default', name);
      if (!found) throw new Error(`there is no ${kind} ${name}`);
      return found;
    },
    pods: (labels: Record<string, string> = {}) =>
      store.list(
        { group: '', kind: 'Pod' },
        { namespace: 'default', labels },
      ) as Pod[],
    /** Reasons of all events about objects of a kind. */
    reasons: (kind: string) =>
      store
        .list({ group: '', kind: 'Event' })
        .filter(event => Object(event.involvedObject).kind === kind)
        .map(event => String(event.reason)),
  };
}

export type TestCluster = ReturnType<typeof createTestCluster>;

/** The states a container goes through, each once, looked at every 100 ms. */
export function watchStates(cluster: TestCluster, seconds: number): string[] {
  const seen: string[] = [];
  for (let step = 0; step < seconds * 10; step += 1) {
    cluster.run(0.1);
    const [container] = cluster.pods()[0]?.status?.containerStatuses ?? [];
    const { waiting, running, terminated } = container?.state ?? {};
    const state =
      waiting?.reason ??
      terminated?.reason ??
      (running ? `Running${container.ready ? ', ready' : ''}` : 'none');
    if (seen.at(-1) !== state) seen.push(state);
  }
  return seen;
}

export function deployment(
  name: string,
  container: Partial<Container> = {},
  spec: Record<string, unknown> = {},
  pod: Record<string, unknown> = {},
): NewObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'default' },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: name } },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          ...pod,
          containers: [
            {
              name: 'odoo',
              image: IMAGE,
              resources: { limits: { memory: '1Gi' } },
              ...container,
            },
          ],
        },
      },
      ...spec,
    },
  };
}

/** An object in the namespace of the tests. */
export const object = (
  apiVersion: string,
  kind: string,
  name: string,
  spec: Record<string, unknown>,
): NewObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'default' },
  spec,
});

/** Status and reason of a condition. */
export function reasonOf({ status }: KubernetesObject, type: string) {
  const condition = conditionOf(status?.conditions as Condition[], type);
  return [condition?.status, condition?.reason];
}
