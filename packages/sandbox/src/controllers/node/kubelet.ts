import {
  KINDS,
  Resources,
  isActive,
  watchOwn,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Pod,
  type Requeue,
  type Watch,
} from '../runtime';
import {
  endBeside,
  expectEnd,
  hasEnded,
  letsNextBegin,
  newLife,
  nextStepAt,
  takeStep,
  type ContainerFacts,
  type ContainerLife,
} from './containerLife';
import { ContainerFactsFinder } from './containerFacts';
import { recordStep } from './kubeletEvents';
import { awaitsSchema } from './databaseSchema';
import { nextLook } from './nextLook';
import { podStatus } from './podStatus';
import { podView, type PodLife } from './podView';
import { mountError } from './references';
import { Scheduler } from './scheduler';
import { TIMING } from './timing';

/** Stands in for scheduler, container runtime and kubelet of all nodes of a cluster. */
export class Kubelet implements Controller {
  readonly name = 'kubelet';
  readonly watches: readonly Watch[];
  readonly #pods: Resources<Pod>;
  readonly #scheduler: Scheduler;
  readonly #lives = new Map<string, PodLife>();
  /** Pods that wait for a Secret, ConfigMap or claim to appear. */
  readonly #blocked = new Map<string, ObjectKey>();
  readonly #facts: ContainerFactsFinder;

  constructor(private readonly context: ControllerContext) {
    this.#pods = new Resources(context.store, KINDS.pod);
    this.#scheduler = new Scheduler(context);
    this.#facts = new ContainerFactsFinder(context);
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
    this.context.outside.pods.end(life.uid);
  }

  #schedule(id: string, key: ObjectKey, pod: Pod): Requeue | undefined {
    const wait = this.#untilRoom(pod);
    if (wait) return wait;
    if (this.#scheduler.schedule(pod)) return undefined;
    this.#blocked.set(id, key);
    return { after: TIMING.mountRetry };
  }

  /** Real programs run in real time, and not all at once. */
  #untilRoom(pod: Pod): Requeue | undefined {
    const { outside, clock } = this.context;
    const { pods } = outside;
    if (!pods.runs(pod)) return undefined;
    const past = clock.horizon().getTime() - clock.now().getTime();
    if (past > 0) return { after: past };
    if (pods.admit(pod)) return undefined;
    this.#scheduler.refuse(pod, 'Insufficient cpu');
    return { after: TIMING.roomRetry };
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
      const facts = this.#facts.ofInit(pod, container);
      return letsNextBegin(
        container,
        this.#advance(life.init, index, pod, facts, now),
      );
    });
    const initialized =
      life.init.length === init.length &&
      init.every((container, index) =>
        letsNextBegin(container, life.init[index]),
      );
    if (initialized || life.containers.length > 0) {
      pod.spec.containers.forEach((container, index) => {
        const facts = this.#facts.of(pod, container, index);
        this.#advance(life.containers, index, pod, facts, now);
      });
    }
    const { containers } = life;
    const { load, pods } = this.context.outside;
    if (containers.length > 0 && containers.every(hasEnded)) {
      for (const one of life.init) endBeside(one, now);
      pods.end(life.uid);
    }
    this.#report(pod, life);
    return nextLook(life, now, [
      load.probeFailure(pod) ? now + TIMING.probe : undefined,
      load.nextChange(pod, new Date(now))?.getTime(),
      pods.runs(pod) ? now + TIMING.processLook : undefined,
      init.some(container => awaitsSchema(this.context.store, pod, container))
        ? now + TIMING.schemaLook
        : undefined,
    ]);
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
    const { pods } = this.context.outside;
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
    const real = pods.runs(pod);
    if (real) facts.completesAfter = undefined;
    if (real && life.phase.kind === 'running') {
      const { store } = this.context;
      facts.exit = pods.run(pod, container, life.restartCount, store);
    }
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

  #report(pod: Pod, life: PodLife | undefined): void {
    const { clock, outside, events } = this.context;
    const failure = outside.load.probeFailure(pod);
    const view = podView(pod, life, clock.now(), failure !== undefined);
    const { status } = this.#pods.setStatus(pod, podStatus(view));
    if (failure === undefined || status?.phase !== 'Running') return;
    events.record(pod, {
      type: 'Warning',
      reason: 'Unhealthy',
      message: `Readiness probe failed: ${failure}`,
      component: 'kubelet',
    });
  }
}
