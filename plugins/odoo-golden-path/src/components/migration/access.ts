import { Manifest, ManifestFields } from '../../manifest/manifest';
import { metadataOf } from '../../manifest/metadata';
import { OBJECT_NAMES } from '../../manifest/objectNames';
import { RenderContext } from '../../manifest/renderContext';
import { selectorOf } from '../../manifest/labels';
import { SERVICE_ACCOUNTS } from '../identity';
import { fromNamespace, tcp } from '../networkPeers';
import { networkPolicy } from '../networkPolicy';
import { MAINTENANCE_PORT } from './maintenancePage';
import { RestorePoint } from './restorePoint';

const RBAC = 'rbac.authorization.k8s.io';

/** What the migration may see of the cluster: which pods are left, and its restore point. It changes nothing. */
export function migrationAccess(
  context: RenderContext,
  point: RestorePoint | undefined,
): Manifest[] {
  return [
    ...allowed(context, OBJECT_NAMES.migration, context.namespace, {
      apiGroups: [''],
      resources: ['pods'],
      verbs: ['list'],
    }),
    ...(point ? pointAccess(context, point) : []),
    networkPolicy(context, 'allow-migration', {
      podSelector: { matchLabels: selectorOf(context, 'migration') },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [fromNamespace(context.platform.ingress.namespace)],
          ports: tcp(MAINTENANCE_PORT),
        },
      ],
      // The Kubernetes API, behind an address that only the cluster knows.
      egress: [{ ports: tcp(443) }],
    }),
  ];
}

function pointAccess(
  context: RenderContext,
  { manifest: { apiVersion, metadata }, resource }: RestorePoint,
): Manifest[] {
  const { name, namespace = context.namespace } = metadata;
  return allowed(context, `${OBJECT_NAMES.migration}-${name}`, namespace, {
    apiGroups: [apiVersion.split('/')[0]],
    resources: [resource],
    resourceNames: [name],
    verbs: ['get'],
  });
}

/** One rule for the account of the migration, in the namespace of what it is about. */
function allowed(
  context: RenderContext,
  name: string,
  namespace: string,
  rule: ManifestFields,
): Manifest[] {
  const metadata = metadataOf(
    { ...context, namespace },
    { name, component: 'migration', wave: 'guardrails' },
  );
  return [
    { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules: [rule] },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name },
      subjects: [
        {
          kind: 'ServiceAccount',
          name: SERVICE_ACCOUNTS.migration,
          namespace: context.namespace,
        },
      ],
    },
  ];
}
