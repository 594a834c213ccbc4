import { z } from 'zod';
import { readError } from './readError';

interface Named {
  name: string;
  namespace: string;
}

const identity = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
});

/** The records of one kind in one cluster: slim, found by name or by namespace without scanning. */
export class KindIndex<T extends Named> {
  readonly #schema: z.ZodType<T>;
  readonly #byName = new Map<string, T>();
  readonly #byNamespace = new Map<string, T[]>();
  readonly #unreadable = new Map<string, string>();
  #malformed = 0;
  #firstError?: string;

  constructor(schema: z.ZodType<T>) {
    this.#schema = schema;
  }

  /** Reads one object as the API server sent it; what the schema does not name is dropped at once. */
  add(object: unknown): void {
    const parsed = this.#schema.safeParse(object);
    if (!parsed.success) {
      this.#reject(object, readError(parsed.error));
      return;
    }
    const record = parsed.data;
    this.#byName.set(key(record), record);
    const neighbours = this.#byNamespace.get(record.namespace);
    if (neighbours) neighbours.push(record);
    else this.#byNamespace.set(record.namespace, [record]);
  }

  #reject(object: unknown, error: string): void {
    this.#malformed += 1;
    const named = identity.safeParse(object);
    const subject = named.success ? key(named.data.metadata) : 'unnamed';
    this.#firstError ??= `${subject}: ${error}`;
    if (named.success) this.#unreadable.set(subject, error);
  }

  find(namespace: string, name: string): T | undefined {
    return this.#byName.get(key({ namespace, name }));
  }

  inNamespace(namespace: string): readonly T[] {
    return this.#byNamespace.get(namespace) ?? [];
  }

  /** Why an object that exists could not be read. */
  unreadable(namespace: string, name: string): string | undefined {
    return this.#unreadable.get(key({ namespace, name }));
  }

  /** The first object of a namespace that could not be read, with the reason. */
  unreadableIn(namespace: string): string | undefined {
    const [first] = [...this.#unreadable].filter(([name]) =>
      name.startsWith(`${namespace}/`),
    );
    return first && `${first[0]}: ${first[1]}`;
  }

  get size(): number {
    return this.#byName.size;
  }

  /** How many objects were skipped, with the first reason; undefined when none was. */
  get malformed(): { count: number; first: string } | undefined {
    return this.#firstError === undefined
      ? undefined
      : { count: this.#malformed, first: this.#firstError };
  }
}

function key({ namespace, name }: Named): string {
  return `${namespace}/${name}`;
}
