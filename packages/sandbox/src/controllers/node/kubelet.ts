import {
  KINDS,
  Resources,
  isActive,
  nameSuffixOf,
  parseQuantity,
  stamp,
  watchOwn,
  type Container,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Pod,
  type Requeue,
  type Watch,
} from '../runtime';
import {
  expectEnd,
  newLife,
  nextStepAt,
  takeStep,
  type ContainerFacts,
  type ContainerLife,
} from './containerLife';
import { containerStatus, readyAt } from './containerStatus';
import { recordStep } from './kubeletEvents';
import { podStatus } from './podStatus';
import { environmentError, mountError } from './references';
import { Scheduler } from './scheduler';
import { SHOWN_AS_ERROR, TIMING } from './timing';

interface PodLife {
  uid: string;
  node: string;
  init: ContainerLife[];
  containers: ContainerLife[];
}

const MIB = 2 ** 20;

/** A number from 0 to 1 that is always the same for one pod. */
function shareOf(uid: string): number {
  return parseInt(uid.slice(0, 8), 16) / 0xffffffff;
}

/** Stands in for scheduler, container runtime and kubelet of all nodes of a cluster. */
export class Kubelet implements Controller {
  readonly name = 'kubelet';
  readonly watches: readonly Watch[];
  readonly #pods: Resources<Pod>;
  readonly #scheduler: Scheduler;
  readonly #lives = new Map<string, PodLife>();
  /** Pods that wait for a Secret, ConfigMap or claim to appear. */
  readonly #blocked = new Map<string, ObjectKey>();
  readonly #pulled = new Set<string>();

  constructor(private readonly context: ControllerContext) {
    this.#pods = new Resources(context.store, KINDS.pod);
    this.#scheduler = new Scheduler(context);
    const blockedOf = (kind: Watch['kind']): Watch => ({
      kind,
      keys: ({ stored }) =>
        [...this.#blocked.values()].filter(
          key => key.namespace === stored.namespace,
        ),
    });
    this.watches = [
      watchOwn(KINDS.pod),
      blockedOf(KINDS.secret),
      blockedOf(KINDS.configMap),
      blockedOf(KINDS.volumeClaim),
    ];
  }

  reconcile(key: ObjectKey): Requeue | undefined {
    const id = `${key.namespace}/${key.name}`;
    const pod = this.#pods.get(key.namespace, key.name);
    const known = this.#lives.get(id);
    if (known && known.uid !== pod?.metadata.uid) this.#forget(id, known);
    this.#blocked.delete(id);
    if (!pod || !isActive(pod)) return undefined;
    if (!pod.spec.nodeName) return this.#schedule(id, key, pod);
    const error = this.#lives.has(id)
      ? undefined
      : mountError(this.context.store, pod);
    if (error) return this.#waitForMount(id, key, pod, error);
    return this.#live(id, pod, pod.spec.nodeName);
  }

  #forget(id: string, life: PodLife): void {
    this.#lives.delete(id);
    this.#scheduler.release(life.node);
  }

  #schedule(id: string, key: ObjectKey, pod: Pod): Requeue | undefined {
    if (this.#scheduler.schedule(pod)) return undefined;
    this.#blocked.set(id, key);
    return { after: TIMING.mountRetry };
  }

  #waitForMount(
    id: string,
    key: ObjectKey,
    pod: Pod,
    message: string,
  ): Requeue {
    this.#blocked.set(id, key);
    this.context.events.record(pod, {
      type: 'Warning',
      reason: 'FailedMount',
      message,
      component: 'kubelet',
    });
    this.#report(pod, undefined);
    return { after: TIMING.mountRetry };
  }

  #live(id: string, pod: Pod, node: string): Requeue | undefined {
    const now = this.context.clock.now().getTime();
    const life = this.#lives.get(id) ?? {
      uid: pod.metadata.uid,
      node,
      init: [],
      containers: [],
    };
    this.#lives.set(id, life);
    const init = pod.spec.initContainers ?? [];
    init.every((container, index) => {
      const facts = this.#factsOfInit(pod, container);
      const one = this.#advance(life.init, index, pod, facts, now);
      return one.phase.kind === 'ended' && one.phase.state.exitCode === 0;
    });
    const initialized =
      life.init.length === init.length &&
      life.init.every(({ phase }) => phase.kind === 'ended');
    if (initialized) {
      pod.spec.containers.forEach((container, index) => {
        const facts = this.#facts(pod, container, index);
        this.#advance(life.containers, index, pod, facts, now);
      });
    }
    this.#report(pod, life);
    return this.#nextLook(pod, life, now);
  }

  /** Brings one container to where it is at `now`. */
  #advance(
    lives: ContainerLife[],
    index: number,
    pod: Pod,
    facts: ContainerFacts,
    now: number,
  ): ContainerLife {
    const { container } = facts;
    const tell = (step: Parameters<typeof recordStep>[3]) =>
      recordStep(this.context.events, pod, container, step);
    let life = lives[index];
    if (!life) {
      life = newLife(facts, now);
      tell('Pulling');
    } else if (life.image !== container.image) {
      // An image may be changed in place: the container is replaced.
      const { restartCount } = life;
      life = { ...newLife(facts, now), restartCount: restartCount + 1 };
      tell('Pulling');
    }
    lives[index] = life;
    expectEnd(life, facts, now);
    for (
      let at = nextStepAt(life);
      at !== undefined && at <= now;
      at = nextStepAt(life)
    ) {
      takeStep(life, facts).forEach(tell);
    }
    return life;
  }

  #factsOfInit(pod: Pod, container: Container): ContainerFacts {
    return {
      ...this.#facts(pod, container, -1),
      completesAfter: TIMING.initContainer,
      restart: 'OnFailure',
    };
  }

  #facts(pod: Pod, container: Container, index: number): ContainerFacts {
    const { outside, store } = this.context;
    const place = `${pod.spec.nodeName} ${container.image}`;
    const found = this.#pulled.has(place);
    const pullable = found || outside.registry.has(container.image);
    if (pullable) this.#pulled.add(place);
    const restart = pod.spec.restartPolicy ?? 'Always';
    return {
      container,
      pullable,
      pullDuration: found ? TIMING.pullFound : TIMING.pull,
      configError: environmentError(store, pod, container),
      completesAfter: restart === 'Always' ? undefined : TIMING.completion,
      memoryLastsFor: index === 0 ? this.#memoryLastsFor(pod) : undefined,
      restart,
    };
  }

  #memoryLastsFor(pod: Pod): number | undefined {
    const { outside, clock } = this.context;
    const limit = parseQuantity(
      pod.spec.containers[0].resources?.limits?.memory,
    );
    const demand = outside.load.memoryMiB(pod, clock.now());
    if (demand === undefined || limit === 0 || demand * MIB <= limit) {
      return undefined;
    }
    const { least, most } = TIMING.memoryFills;
    return Math.round(least + (most - least) * shareOf(pod.metadata.uid));
  }

  #report(pod: Pod, life: PodLife | undefined): void {
    const now = this.context.clock.now().getTime();
    const init = pod.spec.initContainers ?? [];
    const waitsFor =
      life && life.containers.length === 0 && init.length > 0
        ? 'PodInitializing'
        : 'ContainerCreating';
    const statusOf = (container: Container, one: ContainerLife | undefined) =>
      containerStatus(pod, container, one, now, waitsFor);
    const share = shareOf(pod.metadata.uid);
    const status = podStatus({
      pod,
      hostIP: hostIPOf(pod.spec.nodeName ?? ''),
      podIP: `10.244.${Math.floor(share * 250)}.${
        Math.floor(share * 65521) % 250
      }`,
      init: init.map((container, index) =>
        statusOf(container, life?.init[index]),
      ),
      containers: pod.spec.containers.map((container, index) =>
        statusOf(container, life?.containers[index]),
      ),
      at: stamp(this.context),
    });
    this.#pods.setStatus(pod, status);
  }

  #nextLook(pod: Pod, life: PodLife, now: number): Requeue | undefined {
    const { load } = this.context.outside;
    const moments = [...life.init, ...life.containers].flatMap(one => [
      nextStepAt(one),
      readyAt(one),
      one.phase.kind === 'unpullable'
        ? one.phase.failedAt + SHOWN_AS_ERROR
        : undefined,
    ]);
    moments.push(load.nextChange(pod, new Date(now))?.getTime());
    const next = moments
      .filter(moment => moment !== undefined)
      .filter(moment => moment > now);
    return next.length > 0 ? { after: Math.min(...next) - now } : undefined;
  }
}

function hostIPOf(node: string): string {
  return `10.224.0.${10 + (nameSuffixOf(node).charCodeAt(0) % 200)}`;
}
