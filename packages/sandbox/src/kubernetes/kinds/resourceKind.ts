/** What the API server needs to know about one kind of object: a row of the kind table. */
export interface ResourceKind {
  /** API group, '' for the core group. */
  group: string;
  version: string;
  kind: string;
  plural: string;
  namespaced: boolean;
  shortNames?: readonly string[];
  /** `all` puts the kind into `kubectl get all`. */
  categories?: readonly string[];
  /** `status` makes status writable only there; `scale` is about `spec.replicas`. */
  subresources?: readonly ('status' | 'scale' | 'log')[];
  /** Fields that a field selector may name besides metadata.name and metadata.namespace. */
  fieldLabels?: readonly string[];
  /** Served by a CustomResourceDefinition: no strategic merge patch, lists carry apiVersion and kind. */
  custom?: boolean;
  /** Reviews are answered, not stored: create is their only verb. */
  review?: boolean;
  /** Objects are kept as another kind and converted when read, as events.k8s.io is. */
  storedAs?: { group: string; kind: string };
}

/** `apps/v1`, or `v1` in the core group. */
export function apiVersionOf(kind: ResourceKind): string {
  return kind.group ? `${kind.group}/${kind.version}` : kind.version;
}

export function hasSubresource(
  kind: ResourceKind,
  name: 'status' | 'scale' | 'log',
): boolean {
  return kind.subresources?.includes(name) ?? false;
}

/** The verbs that discovery lists for a kind. */
export function verbsOf(kind: ResourceKind): string[] {
  if (kind.review) return ['create'];
  if (kind.storedAs) return ['get', 'list', 'watch'];
  return [
    'create',
    'delete',
    'deletecollection',
    'get',
    'list',
    'patch',
    'update',
    'watch',
  ];
}

/** The verbs of a subresource: the log can only be read. */
export function subresourceVerbs(name: string): string[] {
  return name === 'log' ? ['get'] : ['get', 'patch', 'update'];
}

/** The group of an apiVersion: `apps/v1` gives `apps`, `v1` gives ''. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
