import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { kubernetesModuleClusterAccess } from './bridge';
import { odooModuleKubernetes } from './odooModule';

/** Installs both halves: the collector in the Odoo plugin, and the bridge to it in the Kubernetes plugin. */
export const odooKubernetesFeature = createBackendFeatureLoader({
  loader: () => [odooModuleKubernetes, kubernetesModuleClusterAccess],
});
