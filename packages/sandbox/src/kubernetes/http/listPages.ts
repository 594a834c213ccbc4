import { randomUUID } from 'node:crypto';
import { badRequest, expired } from '../statusError';
import type { ClusterStore, StoredObject } from '../store';

/** Lists in progress that are kept; the oldest gives way. */
const KEPT = 64;

interface Snapshot {
  revision: number;
  objects: readonly StoredObject[];
}

/** One page of a list, all pages being of one revision. */
export interface ListPage {
  objects: readonly StoredObject[];
  revision: number;
  /** Token of the next page, absent on the last. */
  next?: string;
  /** Objects on the pages after this one. */
  remaining: number;
}

/** Serves long lists page by page from what the cluster was when the first page was asked. */
export class ListPages {
  readonly #snapshots = new Map<string, Snapshot>();

  constructor(private readonly store: ClusterStore) {}

  first(objects: readonly StoredObject[], limit: number): ListPage {
    const revision = this.store.revision();
    if (limit <= 0 || objects.length <= limit) {
      return { objects, revision, remaining: 0 };
    }
    const id = randomUUID();
    this.#snapshots.set(id, { revision, objects });
    const [oldest] = this.#snapshots.keys();
    if (this.#snapshots.size > KEPT) this.#snapshots.delete(oldest);
    return this.#page(id, { revision, objects }, 0, limit);
  }

  /** Fails with BadRequest (400) on a broken token and Expired (410) on an old one. */
  next(token: string, limit: number): ListPage {
    const match = /^([0-9a-f-]{36})\.(\d+)$/.exec(
      Buffer.from(token, 'base64url').toString(),
    );
    if (!match) throw badRequest('continue key is not valid');
    const snapshot = this.#snapshots.get(match[1]);
    // Like etcd: what is compacted away can no longer be read.
    if (!snapshot || !this.store.changesSince(snapshot.revision)) {
      throw expired(
        'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
      );
    }
    return this.#page(match[1], snapshot, Number(match[2]), limit);
  }

  #page(id: string, snapshot: Snapshot, from: number, limit: number): ListPage {
    const to = limit > 0 ? from + limit : snapshot.objects.length;
    const remaining = Math.max(0, snapshot.objects.length - to);
    return {
      objects: snapshot.objects.slice(from, to),
      revision: snapshot.revision,
      remaining,
      ...(remaining > 0
        ? { next: Buffer.from(`${id}.${to}`).toString('base64url') }
        : {}),
    };
  }
}
