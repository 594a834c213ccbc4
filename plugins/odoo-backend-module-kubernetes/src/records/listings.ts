import { KindIndex } from './KindIndex';
import { KindId, KindRecords } from './kinds';

/** What came of listing one kind in one cluster. */
export type Listing<K extends KindId> =
  | { state: 'listed'; index: KindIndex<KindRecords[K]> }
  | { state: 'not-installed' }
  | { state: 'not-listed' };

/** Everything that one run found in one cluster. A kind that was not asked for is `not-listed`. */
export class Listings {
  readonly #byKind: { [K in KindId]?: Listing<K> } = {};

  set<K extends KindId>(
    kind: K,
    listing: { [P in KindId]: Listing<P> }[K],
  ): void {
    this.#byKind[kind] = listing;
  }

  state(kind: KindId): Listing<KindId>['state'] {
    return this.#byKind[kind]?.state ?? 'not-listed';
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

  #index<K extends KindId>(kind: K): KindIndex<KindRecords[K]> | undefined {
    const listing: Listing<K> | undefined = this.#byKind[kind];
    return listing?.state === 'listed' ? listing.index : undefined;
  }
}
