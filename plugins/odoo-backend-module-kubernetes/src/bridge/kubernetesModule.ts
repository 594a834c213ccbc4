import {
  BackstageCredentials,
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { ANNOTATION_KUBERNETES_AUTH_PROVIDER } from '@backstage/plugin-kubernetes-common';
import {
  AuthenticationStrategy,
  KubernetesClustersSupplier,
  kubernetesObjectsProviderExtensionPoint,
  kubernetesRouterExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import { readAccess } from '../config/readConfig';
import { ClusterAccess } from './ClusterAccess';
import { ClusterAccessSlot } from './ClusterAccessSlot';
import { clusterAccessServiceRef } from './clusterAccessService';
import { isAbsent, optionalExtensionPoint } from './optionalExtensionPoint';

/**
 * The half that lives in the Kubernetes plugin: it hooks into one of the plugin's single-slot
 * extension points, leaves the default in place and passes on clusters and credentials. It never
 * touches the auth strategy point, which would replace all built-in strategies.
 */
export const kubernetesModuleClusterAccess = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'odoo-cluster-access',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        objectsProvider: optionalExtensionPoint(
          kubernetesObjectsProviderExtensionPoint,
        ),
        router: optionalExtensionPoint(kubernetesRouterExtensionPoint),
        slot: clusterAccessServiceRef,
      },
      async init({ auth, config, objectsProvider, router, slot }) {
        const access = readAccess(config);
        const credentials = () => auth.getOwnServiceCredentials();
        if (isAbsent(objectsProvider) || isAbsent(router)) {
          slot.refuse('The Kubernetes plugin is not installed in this backend');
        } else if (!config.has('kubernetes')) {
          slot.refuse('There is no `kubernetes` configuration');
        } else if (access === 'router') {
          claim(slot, access, () =>
            router.addRouter(
              ({ getDefault, clusterSupplier, authStrategyMap }) => {
                slot.publish(
                  accessOf(credentials, clusterSupplier, cluster => {
                    const provider =
                      cluster.authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER];
                    const strategy = authStrategyMap[provider];
                    if (strategy) return strategy;
                    throw new Error(`No auth strategy for "${provider}"`);
                  }),
                );
                return getDefault();
              },
            ),
          );
        } else {
          claim(slot, access, () =>
            objectsProvider.addObjectsProvider(
              async ({ getDefault, clusterSupplier, authStrategy }) => {
                slot.publish(
                  accessOf(credentials, clusterSupplier, () => authStrategy),
                );
                return getDefault();
              },
            ),
          );
        }
      },
    });
  },
});

/** Each point takes one registration; another module may have been first. */
function claim(slot: ClusterAccessSlot, access: string, add: () => void): void {
  try {
    add();
  } catch (error) {
    slot.refuse(
      `Another module holds the Kubernetes plugin's ${access} slot (${
        toError(error).message
      }); choose the other one with odoo.kubernetes.access`,
    );
  }
}

function accessOf(
  credentials: () => Promise<BackstageCredentials>,
  supplier: KubernetesClustersSupplier,
  strategyOf: (
    cluster: Parameters<ClusterAccess['credential']>[0],
  ) => AuthenticationStrategy,
): ClusterAccess {
  return {
    clusters: async () =>
      supplier.getClusters({ credentials: await credentials() }),
    // No user is present: strategies that need a user's token are refused before this.
    credential: async cluster => strategyOf(cluster).getCredential(cluster, {}),
  };
}
