import { isDeepStrictEqual } from 'node:util';
import {
  readStored,
  StatusError,
  type ClusterStore,
  type KubernetesObject,
} from '../../../kubernetes';
import { ARGO_CD } from '../../runtime';
import { resourceHealth } from '../health';
import type {
  Application,
  Health,
  ResourceStatus,
  SyncStatus,
} from '../shapes';
import { isHook, syncOptionsOf, type DesiredResource } from './desired';
import type { TargetState } from './targetState';
import type { ResourceKey, TrackedObjects } from './tracking';

export const FIELD_MANAGER = 'argocd-controller';

/** One object, wanted or left over, compared with the cluster. */
export interface ComparedResource {
  key: ResourceKey;
  id: string;
  status: SyncStatus;
  health: Health | undefined;
  desired: DesiredResource | undefined;
  /** It is live and not wanted. */
  requiresPruning: boolean;
  /** Sync options of the live object: `Prune=false` protects it from this sync. */
  options: readonly string[];
  version: string;
}

/** What was found for one version of the wanted and of the live object. */
interface Remembered {
  digest: string;
  revision: number;
  /** Everything about the live object that applying could change. */
  content: string;
  resource: ComparedResource;
}

/** What applying could change: all but status and what the server counts itself. */
function content({ metadata, status: _status, ...rest }: KubernetesObject) {
  const {
    managedFields: _managedFields,
    resourceVersion: _resourceVersion,
    generation: _generation,
    ...kept
  } = metadata;
  return { ...rest, metadata: kept };
}

/**
 * Compares by a server-side dry run, as Argo CD does with `ServerSideDiff`: a resource is in
 * sync when applying it would change nothing. Fields that Git says nothing about are free.
 */
export class Comparison {
  readonly #remembered = new Map<string, Remembered>();

  constructor(
    private readonly store: ClusterStore,
    private readonly tracked: TrackedObjects,
  ) {}

  compare(application: Application, target: TargetState): ComparedResource[] {
    const wanted = target.resources.filter(({ hook }) => !hook);
    const ids = new Set(target.resources.map(({ id }) => id));
    const extra = [...this.tracked.of(application.metadata.name)]
      .filter(([id]) => !ids.has(id))
      .flatMap(([id, key]) => this.#leftOver(id, key));
    return [...wanted.map(desired => this.#compareOne(desired)), ...extra];
  }

  #compareOne(desired: DesiredResource): ComparedResource {
    const { key, id, version, digest } = desired;
    const stored = this.store.stored(key, key.namespace, key.name);
    const revision = stored?.revision ?? 0;
    const known = this.#remembered.get(id);
    if (known?.digest === digest && known.revision === revision) {
      return known.resource;
    }
    const live = stored && readStored(stored);
    const resource: ComparedResource = {
      key,
      id,
      version,
      desired,
      requiresPruning: false,
      options: desired.options,
      status: 'OutOfSync',
      health: live ? resourceHealth(key.group, live) : { status: 'Missing' },
    };
    const text = live ? JSON.stringify(content(live)) : '';
    if (known?.digest === digest && known.content === text) {
      // Only its status changed: no need to ask the server again.
      resource.status = known.resource.status;
    } else if (live && !this.#wouldChange(desired, live)) {
      resource.status = 'Synced';
    }
    this.#remembered.set(id, { digest, revision, content: text, resource });
    return resource;
  }

  #leftOver(id: string, key: ResourceKey): ComparedResource[] {
    const live = this.store.get(key, key.namespace, key.name);
    if (!live || isHook(live)) return [];
    return [
      {
        key,
        id,
        version: live.apiVersion.split('/').at(-1) ?? '',
        desired: undefined,
        requiresPruning: true,
        options: syncOptionsOf(live),
        status: 'OutOfSync',
        health: resourceHealth(key.group, live),
      },
    ];
  }

  #wouldChange(desired: DesiredResource, live: KubernetesObject): boolean {
    try {
      const applied = this.store.apply(desired.object, FIELD_MANAGER, {
        dryRun: true,
        user: ARGO_CD,
      });
      return !isDeepStrictEqual(content(applied), content(live));
    } catch (error) {
      // What the server refuses to apply is certainly not what is there.
      if (error instanceof StatusError) return true;
      throw error;
    }
  }
}

/** Whether anybody who reads the application's status would see a difference. */
export function looksSame(a: ComparedResource, b: ComparedResource): boolean {
  return (
    a === b ||
    (a.id === b.id &&
      a.status === b.status &&
      a.health?.status === b.health?.status &&
      a.health?.message === b.health?.message)
  );
}

export function toResourceStatus(resource: ComparedResource): ResourceStatus {
  const { key, version, status, health, desired, requiresPruning } = resource;
  return {
    ...(key.group ? { group: key.group } : {}),
    version,
    kind: key.kind,
    ...(key.namespace ? { namespace: key.namespace } : {}),
    name: key.name,
    status,
    ...(health ? { health } : {}),
    ...(requiresPruning ? { requiresPruning } : {}),
    ...(desired?.wave ? { syncWave: desired.wave } : {}),
  };
}
