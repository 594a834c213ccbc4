import { KindIndex } from './KindIndex';
import { KINDS, KindId, KindRecords } from './kinds';

/** What came of listing one kind in one cluster. */
export type ListingState = 'listed' | 'not-installed' | 'not-listed';

/** Everything that one run found in one cluster. A kind that was not asked for is `not-listed`. */
export class Listings {
  readonly #indexes: { [K in KindId]?: KindIndex<KindRecords[K]> } = {};
  readonly #notInstalled = new Set<KindId>();

  /** An empty index for a kind; while it is being filled, the kind is not yet listed. */
  static indexOf<K extends KindId>(kind: K): KindIndex<KindRecords[K]> {
    return new KindIndex(KINDS[kind].schema);
  }

  setListed<K extends KindId>(kind: K, index: KindIndex<KindRecords[K]>): void {
    // TypeScript cannot follow a write under a generic key; the signature ties kind and index together.
    Object.assign(this.#indexes, { [kind]: index });
  }

  setNotInstalled(kind: KindId): void {
    this.#notInstalled.add(kind);
  }

  state(kind: KindId): ListingState {
    if (this.#notInstalled.has(kind)) return 'not-installed';
    return this.#indexes[kind] ? 'listed' : 'not-listed';
  }

  inNamespace<K extends KindId>(
    kind: K,
    namespace: string,
  ): readonly KindRecords[K][] {
    return this.#index(kind)?.inNamespace(namespace) ?? [];
  }

  find<K extends KindId>(
    kind: K,
    namespace: string,
    name: string,
  ): KindRecords[K] | undefined {
    return this.#index(kind)?.find(namespace, name);
  }

  /** Why an object that exists could not be read: it must not be taken for absent. */
  unreadable(
    kind: KindId,
    namespace: string,
    name: string,
  ): string | undefined {
    return this.#index(kind)?.unreadable(namespace, name);
  }

  /** The first object of a kind in a namespace that could not be read, with the reason. */
  unreadableIn(kind: KindId, namespace: string): string | undefined {
    return this.#index(kind)?.unreadableIn(namespace);
  }

  #index<K extends KindId>(kind: K): KindIndex<KindRecords[K]> | undefined {
    return this.#indexes[kind];
  }
}
