import { EventRecord, eventSchema } from '../records';

/** Of one namespace; a namespace in trouble has many of the same few reasons. */
const PER_NAMESPACE = 100;
const MESSAGE_LENGTH = 300;

/**
 * The warnings of a cluster, of the namespaces that matter only, and of each a bounded number: the newest of each
 * object and reason.
 */
export class Warnings {
  readonly #namespaces: ReadonlySet<string>;
  readonly #kept = new Map<string, Map<string, EventRecord>>();

  constructor(namespaces: Iterable<string> = []) {
    this.#namespaces = new Set(namespaces);
  }

  /** Reads one Event as the API server sent it. A malformed one costs a reason and nothing else. */
  add(object: unknown): void {
    const parsed = eventSchema.safeParse(object);
    if (!parsed.success) return;
    const event = parsed.data;
    if (!this.#namespaces.has(event.namespace)) return;
    const kept = this.#of(event.namespace);
    const key = `${event.kind}/${event.name}/${event.reason}`;
    const known = kept.get(key);
    if (known && (known.lastAt ?? 0) >= (event.lastAt ?? 0)) return;
    kept.set(key, {
      ...event,
      message: event.message.slice(0, MESSAGE_LENGTH),
    });
    if (kept.size > PER_NAMESPACE) dropOldest(kept);
  }

  in(namespace: string): EventRecord[] {
    return [...(this.#kept.get(namespace)?.values() ?? [])];
  }

  #of(namespace: string): Map<string, EventRecord> {
    const known = this.#kept.get(namespace);
    if (known) return known;
    const kept = new Map<string, EventRecord>();
    this.#kept.set(namespace, kept);
    return kept;
  }
}

function dropOldest(kept: Map<string, EventRecord>): void {
  let oldest: [string, EventRecord] | undefined;
  for (const entry of kept) {
    if (!oldest || (entry[1].lastAt ?? 0) < (oldest[1].lastAt ?? 0)) {
      oldest = entry;
    }
  }
  if (oldest) kept.delete(oldest[0]);
}
