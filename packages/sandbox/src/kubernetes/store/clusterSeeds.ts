import { verbsOf, type KindTable, type ResourceKind } from '../kinds';
import type { NewObject } from './types';

const NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

function definitionOf(kind: ResourceKind): NewObject {
  const subresources = Object.fromEntries(
    (kind.subresources ?? []).map(name => [
      name,
      name === 'scale'
        ? {
            specReplicasPath: '.spec.replicas',
            statusReplicasPath: '.status.replicas',
          }
        : {},
    ]),
  );
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${kind.plural}.${kind.group}` },
    spec: {
      group: kind.group,
      scope: kind.namespaced ? 'Namespaced' : 'Cluster',
      names: {
        kind: kind.kind,
        listKind: `${kind.kind}List`,
        plural: kind.plural,
        singular: kind.kind.toLowerCase(),
        shortNames: kind.shortNames ?? [],
        categories: kind.categories ?? [],
      },
      versions: [
        {
          name: kind.version,
          served: true,
          storage: true,
          subresources,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
        },
      ],
    },
  };
}

/** The status of a definition whose kind is served, as the API server sets it. */
export function establishedStatus(kind: ResourceKind, since: string) {
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    lastTransitionTime: since,
    reason,
    message,
  });
  return {
    acceptedNames: {
      kind: kind.kind,
      plural: kind.plural,
      singular: kind.kind.toLowerCase(),
    },
    conditions: [
      condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
      condition(
        'Established',
        'InitialNamesAccepted',
        'the initial names have been accepted',
      ),
    ],
    storedVersions: [kind.version],
  };
}

/** What a cluster holds before anybody has used it. */
export function clusterSeeds(kinds: KindTable): {
  namespaces: NewObject[];
  definitions: { kind: ResourceKind; object: NewObject }[];
} {
  return {
    namespaces: NAMESPACES.map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
      spec: {},
    })),
    definitions: kinds.kinds
      .filter(kind => kind.custom && verbsOf(kind).includes('create'))
      .map(kind => ({ kind, object: definitionOf(kind) })),
  };
}
