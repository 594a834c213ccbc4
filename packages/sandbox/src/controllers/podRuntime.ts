import type { ClusterStore, PodLogRequest } from '../kubernetes';
import type { Container, Pod } from './runtime';

/**
 * Runs the pods whose containers are real programs; all others only pretend. Each method answers at once:
 * processes start and end beside the controllers.
 */
export interface PodRuntime {
  runs(pod: Pod): boolean;
  /** Whether another pod fits on the machine; if so, its place is kept until it ends. */
  admit(pod: Pod): boolean;
  /** Starts a container, once for each restart, and tells how it ended. */
  run(
    pod: Pod,
    container: Container,
    restart: number,
    store: ClusterStore,
  ): { code: number; at: number } | undefined;
  /** The pod is gone or done: nothing of it goes on. */
  end(uid: string): void;
  /** What a container has printed; undefined when it was never run. */
  log(request: PodLogRequest): string | undefined;
}
