import { isDeepStrictEqual } from 'node:util';
import type { Admit, AdmissionRequest } from '../admission';
import { recordUpdate } from '../apply/managedFields';
import { serverSideApply } from '../apply/serverSideApply';
import {
  groupOf,
  hasSubresource,
  type KindTable,
  type ResourceKind,
} from '../kinds';
import {
  alreadyExists,
  badRequest,
  notFound,
  StatusError,
} from '../statusError';
import type { Deletion } from './deletion';
import { prepareNew, prepareStatus, prepareUpdate, timestamp } from './prepare';
import { copyWithoutNulls, fromStored, toStored } from './storedObject';
import type {
  ApplyOptions,
  KubernetesObject,
  NewObject,
  WriteOptions,
} from './types';
import type { VersionedObjects } from './versionedObjects';

type Scope = 'main' | 'status';

/** The part of an applied configuration that a scope may write. */
function appliedPart(
  kind: ResourceKind,
  object: NewObject,
  scope: Scope,
): KubernetesObject {
  const { status, ...rest } = object;
  const { namespace, name } = object.metadata;
  const writesStatus = scope === 'status' || !hasSubresource(kind, 'status');
  const part =
    scope === 'status'
      ? {
          apiVersion: object.apiVersion,
          kind: object.kind,
          metadata: { name, namespace },
        }
      : rest;
  return {
    ...part,
    ...(writesStatus && status ? { status } : {}),
  } as KubernetesObject;
}

/** How objects come and change: the rules of the API server before anything is kept. */
export class ObjectWriter {
  constructor(
    private readonly objects: VersionedObjects,
    private readonly deletion: Deletion,
    private readonly kinds: KindTable,
    private readonly now: () => Date,
    private readonly admit: Admit,
  ) {}

  create(object: NewObject, options: WriteOptions = {}): KubernetesObject {
    const input = copyWithoutNulls(object);
    const kind = this.#kindOf(input);
    this.#checkNamespace(kind, input.metadata.namespace);
    const created = prepareNew(kind, input, this.now());
    const { namespace, name } = created.metadata;
    if (this.objects.table.get(kind, namespace, name))
      throw alreadyExists(kind, name);
    this.#recordManager(kind, undefined, created, options);
    this.#admit({ kind, operation: 'CREATE', object: created }, options);
    if (options.dryRun) return created;
    return this.objects.commit('ADDED', kind, created);
  }

  /** Replaces one part of an object, leaving the other as it is. */
  replace(
    object: KubernetesObject,
    scope: Scope,
    options: WriteOptions = {},
  ): KubernetesObject {
    return this.#replace(copyWithoutNulls(object), scope, options);
  }

  apply(
    object: NewObject,
    fieldManager: string,
    options: ApplyOptions = {},
  ): KubernetesObject {
    const { dryRun, force = true, user, warn } = options;
    const scope: Scope = options.status ? 'status' : 'main';
    const kind = this.#kindOf(object);
    const { namespace, name = '', resourceVersion } = object.metadata;
    const live = this.objects.get(kind, namespace, name);
    if (!live && scope === 'status') throw notFound(kind, name);
    const merged = serverSideApply({
      live,
      applied: appliedPart(kind, copyWithoutNulls(object), scope),
      writer: {
        manager: fieldManager,
        time: timestamp(this.now()),
        ...(scope === 'status' ? { subresource: scope } : {}),
      },
      force,
      custom: kind.custom ?? false,
    });
    if (!live) return this.create(merged, { dryRun, user, warn });
    merged.metadata.resourceVersion = resourceVersion ?? '';
    return this.#replace(merged, scope, { dryRun, user, warn });
  }

  #kindOf(object: { apiVersion: string; kind: string }): ResourceKind {
    const kind = this.kinds.get(groupOf(object.apiVersion), object.kind);
    if (kind.review || kind.storedAs) {
      throw badRequest(`${kind.kind} of ${kind.group} cannot be stored`);
    }
    return kind;
  }

  #checkNamespace(kind: ResourceKind, namespace: string | undefined): void {
    if (!kind.namespaced) return;
    if (!namespace) throw badRequest(`${kind.kind} needs a namespace`);
    const found = this.objects.look(
      { group: '', kind: 'Namespace' },
      undefined,
      namespace,
    );
    if (!found) throw notFound({ group: '', plural: 'namespaces' }, namespace);
    if (found.metadata.deletionTimestamp) {
      throw new StatusError(
        403,
        'Forbidden',
        `unable to create new content in namespace ${namespace} because it is being terminated`,
      );
    }
  }

  #admit(
    request: Omit<AdmissionRequest, 'user'>,
    { user, warn }: WriteOptions,
  ): void {
    for (const message of this.admit({ ...request, user })) warn?.(message);
  }

  #recordManager(
    kind: ResourceKind,
    before: KubernetesObject | undefined,
    after: KubernetesObject,
    options: WriteOptions,
    subresource?: string,
  ): void {
    if (!options.fieldManager) return;
    const writer = {
      manager: options.fieldManager,
      time: timestamp(this.now()),
      ...(subresource ? { subresource } : {}),
    };
    recordUpdate(before, after, writer, kind.custom ?? false);
  }

  #replace(
    input: KubernetesObject,
    scope: Scope,
    options: WriteOptions,
  ): KubernetesObject {
    const kind = this.#kindOf(input);
    const { namespace, name } = input.metadata;
    const stored = this.objects.table.get(kind, namespace, name);
    if (!stored) throw notFound(kind, name);
    const current = fromStored(stored);
    const prepare = scope === 'status' ? prepareStatus : prepareUpdate;
    const next = prepare(kind, current, input);
    const subresource = scope === 'status' ? scope : undefined;
    this.#recordManager(kind, current, next, options, subresource);
    // Rules for a resource do not match its subresources.
    if (scope === 'main' && !options.subresource) {
      const change = { object: next, oldObject: current };
      this.#admit({ kind, operation: 'UPDATE', ...change }, options);
    }
    if (options.dryRun) return next;
    if (this.deletion.isReleased(kind, next)) {
      return this.deletion.remove(kind, toStored(next));
    }
    if (isDeepStrictEqual(next, current)) return current;
    return this.objects.commit('MODIFIED', kind, next, stored);
  }
}
