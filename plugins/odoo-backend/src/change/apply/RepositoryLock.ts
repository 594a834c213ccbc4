import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { LeaseRow } from '../store/tables';

const LEASE_MS = 15_000;
const HEARTBEAT_MS = 4_000;

/** The lock's name in the database: replicas with credentials of their own in the URL share it, and it holds none. */
export function repositoryLockName(gitops: {
  url: string;
  branch: string;
}): string {
  const url = gitops.url.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1');
  return `gitops:${url}#${gitops.branch}`;
}

/** Held by one process of all replicas at a time. */
export interface HeldLock {
  /** Fails with ConflictError when the lease was lost: nothing may leave the portal after that. */
  assertHeld(): Promise<void>;
}

/**
 * The lock of one GitOps repository: a lease row that its holder keeps alive and that ends by itself when
 * the holder dies. A holder that was stalled beyond its lease finds out before it pushes.
 */
export class RepositoryLock {
  readonly #knex: Knex;
  readonly #name: string;

  constructor(knex: Knex, name: string) {
    this.#knex = knex;
    this.#name = name;
  }

  /** Runs the work under the lock, or answers `busy` when somebody else holds it. */
  async tryRun<T>(work: (lock: HeldLock) => Promise<T>): Promise<T | 'busy'> {
    const holder = randomUUID();
    if (!(await this.#acquire(holder))) return 'busy';
    // A heartbeat that fails shows in `assertHeld`: the lease is then not extended.
    const heartbeat = setInterval(
      () => this.#extend(holder).catch(() => undefined),
      HEARTBEAT_MS,
    );
    try {
      return await work({
        assertHeld: async () => {
          if (!(await this.#extend(holder))) {
            throw new ConflictError(
              'The lock of the GitOps repository was lost to another replica',
            );
          }
        },
      });
    } finally {
      clearInterval(heartbeat);
      await this.#knex<LeaseRow>('leases')
        .where({ name: this.#name, holder })
        .delete();
    }
  }

  async #acquire(holder: string): Promise<boolean> {
    const lease = this.#lease();
    const created = await this.#knex<LeaseRow>('leases')
      .insert({ name: this.#name, holder, ...lease })
      .onConflict('name')
      .ignore()
      .returning('name');
    if (created.length === 1) return true;
    const taken = await this.#knex<LeaseRow>('leases')
      .where({ name: this.#name })
      .where('expires_at', '<', lease.heartbeat_at)
      .update({ holder, ...lease });
    return taken === 1;
  }

  /** Only an unexpired lease is extended: an expired one may have been taken and given back. */
  async #extend(holder: string): Promise<boolean> {
    const lease = this.#lease();
    const extended = await this.#knex<LeaseRow>('leases')
      .where({ name: this.#name, holder })
      .where('expires_at', '>=', lease.heartbeat_at)
      .update(lease);
    return extended === 1;
  }

  #lease() {
    const now = Date.now();
    return {
      heartbeat_at: new Date(now).toISOString(),
      expires_at: new Date(now + LEASE_MS).toISOString(),
    };
  }
}
