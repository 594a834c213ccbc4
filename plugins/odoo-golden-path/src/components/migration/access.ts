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
  const metadata = metadataOf(context, {
    name: OBJECT_NAMES.migration,
    component: 'migration',
    wave: 'guardrails',
  });
  const rules: ManifestFields[] = [
    { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
  ];
  if (point) {
    rules.push({
      apiGroups: [point.group],
      resources: [point.resource],
      resourceNames: [point.manifest.metadata.name],
      verbs: ['get'],
    });
  }
  return [
    { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name: OBJECT_NAMES.migration },
      subjects: [
        {
          kind: 'ServiceAccount',
          name: SERVICE_ACCOUNTS.migration,
          namespace: context.namespace,
        },
      ],
    },
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
