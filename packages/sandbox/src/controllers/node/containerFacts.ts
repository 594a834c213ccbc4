import {
  parseQuantity,
  type Container,
  type ControllerContext,
  type Pod,
} from '../runtime';
import { isSidecar, type ContainerFacts } from './containerLife';
import { awaitsSchema } from './databaseSchema';
import { shareOf } from './podShare';
import { environmentError } from './references';
import { TIMING } from './timing';

const MIB = 2 ** 20;

/** Finds out what a container meets: its image, its environment, its memory. */
export class ContainerFactsFinder {
  /** Images that a node has: what was pulled once is there, whatever becomes of the registry. */
  readonly #pulled = new Set<string>();

  constructor(private readonly context: ControllerContext) {}

  /** @param index - of the container in its pod; the first one bears the load */
  of(pod: Pod, container: Container, index: number): ContainerFacts {
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
      crash: index === 0 ? outside.load.crash(pod) : undefined,
      restart,
    };
  }

  ofInit(pod: Pod, container: Container): ContainerFacts {
    const facts = this.of(pod, container, -1);
    if (isSidecar(container)) {
      return { ...facts, completesAfter: undefined, restart: 'Always' };
    }
    return {
      ...facts,
      completesAfter: awaitsSchema(this.context.store, pod, container)
        ? undefined
        : TIMING.initContainer,
      restart: 'OnFailure',
    };
  }

  #memoryLastsFor(pod: Pod): number | undefined {
    const { outside, clock } = this.context;
    const { limits } = pod.spec.containers[0].resources ?? {};
    const limit = parseQuantity(limits?.memory);
    const demand = outside.load.memoryMiB(pod, clock.now());
    if (demand === undefined || limit === 0 || demand * MIB <= limit) {
      return undefined;
    }
    const { least, most } = TIMING.memoryFills;
    return Math.round(least + (most - least) * shareOf(pod));
  }
}
