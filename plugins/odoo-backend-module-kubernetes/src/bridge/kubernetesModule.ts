import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { NotFoundError, toError } from '@backstage/errors';
import {
  AuthenticationStrategy,
  ClusterDetails,
  KubernetesClustersSupplier,
  KubernetesObjectsProviderExtensionPoint,
  KubernetesRouterExtensionPoint,
  kubernetesObjectsProviderExtensionPoint,
  kubernetesRouterExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import { readAccess } from '../config/readConfig';
import { ClusterAccessSlot } from './ClusterAccessSlot';
import { authProvider } from './authProviders';
import { clusterAccessServiceRef } from './clusterAccessService';

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
        objectsProvider: kubernetesObjectsProviderExtensionPoint,
        router: kubernetesRouterExtensionPoint,
        slot: clusterAccessServiceRef,
      },
      async init({ auth, config, objectsProvider, router, slot }) {
        const access = readAccess(config);
        const publish: Publish = (supplier, strategyOf) =>
          slot.publish({
            clusters: async () =>
              supplier.getClusters({
                credentials: await auth.getOwnServiceCredentials(),
              }),
            // No user is present: clusters whose provider needs one are never asked for.
            credential: async cluster =>
              strategyOf(cluster).getCredential(cluster, {}),
          });
        if (!config.has('kubernetes')) {
          slot.refuse('There is no `kubernetes` configuration');
        } else if (access === 'router') {
          claim(slot, access, () => hookRouter(router, publish));
        } else {
          claim(slot, access, () =>
            hookObjectsProvider(objectsProvider, publish),
          );
        }
      },
    });
  },
});

type Publish = (
  supplier: KubernetesClustersSupplier,
  strategyOf: (cluster: ClusterDetails) => AuthenticationStrategy,
) => void;

function hookObjectsProvider(
  point: KubernetesObjectsProviderExtensionPoint,
  publish: Publish,
): void {
  point.addObjectsProvider(
    async ({ getDefault, clusterSupplier, authStrategy }) => {
      publish(clusterSupplier, () => authStrategy);
      return getDefault();
    },
  );
}

function hookRouter(
  point: KubernetesRouterExtensionPoint,
  publish: Publish,
): void {
  point.addRouter(({ getDefault, clusterSupplier, authStrategyMap }) => {
    publish(clusterSupplier, cluster => {
      const strategy = authStrategyMap[authProvider(cluster)];
      if (strategy) return strategy;
      throw new NotFoundError(
        `There is no auth strategy for provider ${authProvider(cluster)}`,
      );
    });
    return getDefault();
  });
}

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
