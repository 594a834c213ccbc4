import { StatusError } from '../statusError';
import type { ResourceKind } from './resourceKind';

/** The kinds of one cluster, found by name of the kind or by name of the resource. */
export class KindTable {
  readonly #byKind = new Map<string, ResourceKind>();
  readonly #byResource = new Map<string, ResourceKind>();

  constructor(readonly kinds: readonly ResourceKind[]) {
    for (const kind of kinds) {
      this.#byKind.set(`${kind.group}/${kind.kind}`, kind);
      this.#byResource.set(
        `${kind.group}/${kind.version}/${kind.plural}`,
        kind,
      );
    }
  }

  find(group: string, kind: string): ResourceKind | undefined {
    return this.#byKind.get(`${group}/${kind}`);
  }

  /** Fails with NotFound (404) for a kind that this cluster does not serve. */
  get(group: string, kind: string): ResourceKind {
    const found = this.find(group, kind);
    if (!found) {
      throw new StatusError(
        404,
        'NotFound',
        `no matches for kind "${kind}" in group "${group}"`,
      );
    }
    return found;
  }

  findResource(
    group: string,
    version: string,
    plural: string,
  ): ResourceKind | undefined {
    return this.#byResource.get(`${group}/${version}/${plural}`);
  }
}
