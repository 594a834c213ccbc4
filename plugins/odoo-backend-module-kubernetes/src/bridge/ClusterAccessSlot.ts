import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterAccess, ClusterAccessState } from './ClusterAccess';

/** Where the Kubernetes plugin's half leaves what the Odoo plugin's half takes. */
export class ClusterAccessSlot {
  #state: ClusterAccessState = { state: 'waiting' };
  #settle: () => void = () => undefined;
  readonly #settled = new Promise<void>(resolve => {
    this.#settle = resolve;
  });

  publish(access: ClusterAccess): void {
    this.#state = { state: 'available', access };
    this.#settle();
  }

  /** Says why there will be no access; what was published before stays. */
  refuse(reason: string): void {
    if (this.#state.state !== 'available') {
      this.#state = { state: 'not-available', reason };
    }
    this.#settle();
  }

  /** The state, after waiting at most this long for the Kubernetes plugin to start. Never call it in `init`. */
  async state(patienceMs: number): Promise<ClusterAccessState> {
    if (this.#state.state === 'waiting') {
      const timer = new AbortController();
      const patience = sleep(patienceMs, undefined, {
        signal: timer.signal,
        ref: false,
      }).catch(ignoreAbort);
      await Promise.race([this.#settled, patience]);
      timer.abort();
    }
    return this.#state;
  }
}

function ignoreAbort(error: Error): void {
  if (error.name !== 'AbortError') throw error;
}
