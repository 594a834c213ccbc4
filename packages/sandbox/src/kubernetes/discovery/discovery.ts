import type { JsonObject } from '../json';
import {
  subresourceVerbs,
  verbsOf,
  type KindTable,
  type ResourceKind,
} from '../kinds';
import { apiGroups, type ApiGroup } from './groups';

interface Subresource {
  name: string;
  verbs: string[];
  group: string;
  version: string;
  kind: string;
}

function subresourcesOf(kind: ResourceKind): Subresource[] {
  const { group, version } = kind;
  return (kind.subresources ?? []).map(name =>
    name === 'scale'
      ? {
          name,
          verbs: subresourceVerbs(name),
          group: 'autoscaling',
          version: 'v1',
          kind: 'Scale',
        }
      : {
          name,
          verbs: subresourceVerbs(name),
          group,
          version,
          kind: kind.kind,
        },
  );
}

/** `/api`: the versions of the core group. */
export function coreVersions(): JsonObject {
  return {
    kind: 'APIVersions',
    apiVersion: 'v1',
    versions: ['v1'],
    serverAddressByClientCIDRs: [],
  };
}

function legacyGroup({ group, versions }: ApiGroup): JsonObject {
  const entries = versions.map(({ version }) => ({
    groupVersion: `${group}/${version}`,
    version,
  }));
  return { name: group, versions: entries, preferredVersion: entries[0] };
}

/** `/apis`: all groups but the core one. */
export function groupList(table: KindTable): JsonObject {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: apiGroups(table)
      .filter(({ group }) => group !== '')
      .map(legacyGroup),
  };
}

/** `/apis/<group>`, or undefined for a group the cluster does not have. */
export function groupOfName(
  table: KindTable,
  name: string,
): JsonObject | undefined {
  const found = apiGroups(table).find(({ group }) => group === name);
  return found && { kind: 'APIGroup', apiVersion: 'v1', ...legacyGroup(found) };
}

/** `/api/v1` and `/apis/<group>/<version>`, undefined when there are no kinds. */
export function resourceList(
  table: KindTable,
  group: string,
  version: string,
): JsonObject | undefined {
  const kinds = table.kinds.filter(
    kind => kind.group === group && kind.version === version,
  );
  if (kinds.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group ? `${group}/${version}` : version,
    resources: kinds.flatMap(kind => [
      {
        name: kind.plural,
        singularName: kind.kind.toLowerCase(),
        namespaced: kind.namespaced,
        kind: kind.kind,
        verbs: verbsOf(kind),
        ...(kind.shortNames ? { shortNames: kind.shortNames } : {}),
        ...(kind.categories ? { categories: kind.categories } : {}),
      },
      ...subresourcesOf(kind).map(subresource => ({
        ...subresource,
        name: `${kind.plural}/${subresource.name}`,
        singularName: '',
        namespaced: kind.namespaced,
      })),
    ]),
  };
}

function aggregatedResource(kind: ResourceKind): JsonObject {
  const { group, version } = kind;
  return {
    resource: kind.plural,
    responseKind: { group, version, kind: kind.kind },
    scope: kind.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.kind.toLowerCase(),
    verbs: verbsOf(kind),
    shortNames: kind.shortNames ?? [],
    categories: kind.categories ?? [],
    subresources: subresourcesOf(kind).map(({ name, verbs, ...response }) => ({
      subresource: name,
      responseKind: response,
      verbs,
    })),
  };
}

/**
 * `apidiscovery.k8s.io/v2`: everything in one answer. `/api` serves the core group, `/apis`
 * the others.
 */
export function aggregatedDiscovery(
  table: KindTable,
  core: boolean,
): JsonObject {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: apiGroups(table)
      .filter(({ group }) => (group === '') === core)
      .map(({ group, versions }) => ({
        metadata: { name: group, creationTimestamp: null },
        versions: versions.map(({ version, kinds }) => ({
          version,
          freshness: 'Current',
          resources: kinds.map(aggregatedResource),
        })),
      })),
  };
}
