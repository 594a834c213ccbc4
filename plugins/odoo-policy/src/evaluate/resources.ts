/** How the API server serves a kind. */
export interface Resource {
  /** Plural name, such as `deployments`. */
  resource: string;
  namespaced: boolean;
}

/** Resource of a kind, or undefined to use the default. */
export type ResourceMapping = (
  group: string,
  kind: string,
) => Resource | undefined;

const CLUSTER_SCOPED = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'cert-manager.io/ClusterIssuer',
  'external-secrets.io/ClusterSecretStore',
  'gateway.networking.k8s.io/GatewayClass',
  'networking.k8s.io/IngressClass',
  'postgresql.cnpg.io/ClusterImageCatalog',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/StorageClass',
]);

/** Kinds whose resource is not their regular plural. */
const IRREGULAR: Readonly<Record<string, string>> = {
  '/Endpoints': 'endpoints',
};

/**
 * The resource of a kind, without discovery: by the given mapping, else by
 * the plural that Kubernetes generators use (meta.UnsafeGuessKindToResource).
 * A kind not known to be cluster-scoped counts as namespaced.
 */
export function resourceOf(
  group: string,
  kind: string,
  mapping?: ResourceMapping,
): Resource {
  const mapped = mapping?.(group, kind);
  if (mapped) return mapped;
  const key = `${group}/${kind}`;
  return {
    resource: IRREGULAR[key] ?? pluralOf(kind.toLowerCase()),
    namespaced: !CLUSTER_SCOPED.has(key),
  };
}

function pluralOf(singular: string): string {
  if (/(s|x|z|ch|sh)$/.test(singular)) return `${singular}es`;
  if (/[^aeiou]y$/.test(singular)) return `${singular.slice(0, -1)}ies`;
  return `${singular}s`;
}
