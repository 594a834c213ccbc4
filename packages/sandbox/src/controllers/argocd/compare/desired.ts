import { groupOf, type KindTable, type NewObject } from '../../../kubernetes';
import { digestOf } from '../../runtime';
import type { Application } from '../shapes';
import {
  TRACKING_ANNOTATION,
  trackingId,
  resourceId,
  type ResourceKey,
} from './tracking';

const ANNOTATIONS = {
  wave: 'argocd.argoproj.io/sync-wave',
  hook: 'argocd.argoproj.io/hook',
  deletePolicy: 'argocd.argoproj.io/hook-delete-policy',
  options: 'argocd.argoproj.io/sync-options',
} as const;

/** One object that Git wants. */
export interface DesiredResource {
  key: ResourceKey;
  id: string;
  version: string;
  object: NewObject;
  digest: string;
  wave: number;
  /** `PreSync`, `Sync`, `PostSync`: run by a sync, not compared. */
  hook: string | undefined;
  deletePolicies: readonly string[];
  options: readonly string[];
  /** Of all containers. */
  images: readonly string[];
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

export function syncOptionsOf(object: {
  metadata: { annotations?: Record<string, string> };
}): string[] {
  return listOf(object.metadata.annotations?.[ANNOTATIONS.options]);
}

export function isHook(object: {
  metadata: { annotations?: Record<string, string> };
}): boolean {
  return object.metadata.annotations?.[ANNOTATIONS.hook] !== undefined;
}

function imagesOf(object: NewObject): string[] {
  const text = JSON.stringify(object.spec ?? {});
  return [...text.matchAll(/"image(?:Name)?":"([^"]+)"/g)].map(
    ([, image]) => image,
  );
}

/** A manifest as the Application would apply it: in its namespace, marked as its own. */
export function desiredResource(
  application: Application,
  kinds: KindTable,
  manifest: NewObject,
): DesiredResource {
  const [group, kind] = [groupOf(manifest.apiVersion), manifest.kind];
  const namespaced = kinds.find(group, kind)?.namespaced ?? true;
  const { name = '', namespace, annotations } = manifest.metadata;
  const key: ResourceKey = {
    group,
    kind,
    namespace: namespaced
      ? namespace ?? application.spec.destination.namespace
      : undefined,
    name,
  };
  const hook = annotations?.[ANNOTATIONS.hook];
  const object: NewObject = {
    ...manifest,
    metadata: {
      ...manifest.metadata,
      name,
      ...(namespaced ? { namespace: key.namespace } : {}),
      annotations: {
        ...annotations,
        [TRACKING_ANNOTATION]: trackingId(application.metadata.name, key),
      },
    },
  };
  return {
    key,
    id: resourceId(key),
    version: manifest.apiVersion.split('/').at(-1) ?? '',
    object,
    digest: digestOf(object),
    wave: Number(annotations?.[ANNOTATIONS.wave] ?? 0),
    hook,
    deletePolicies: listOf(annotations?.[ANNOTATIONS.deletePolicy]),
    options: syncOptionsOf(object),
    images: imagesOf(object),
  };
}
