import { createBackend } from '@backstage/backend-defaults';
import { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { JsonObject } from '@backstage/types';
import { ClusterAccess } from './clusters';

/** A backend with the Kubernetes plugin, as an operator configures it, and what a case adds. */
export async function startBackend(
  clusters: readonly ClusterAccess[],
  features: readonly BackendFeature[],
  kubernetes: JsonObject = {},
) {
  const backend = createBackend();
  backend.add(mockServices.rootLogger.factory({ level: 'none' }));
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        app: { baseUrl: 'http://localhost:0' },
        backend: {
          baseUrl: 'http://localhost:0',
          listen: { host: '127.0.0.1', port: 0 },
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
        kubernetes: {
          serviceLocatorMethod: { type: 'singleTenant' },
          clusterLocatorMethods: [
            {
              type: 'config',
              clusters: clusters.map(({ name, url, caData, token }) => ({
                name,
                url,
                caData,
                authProvider: 'serviceAccount',
                serviceAccountToken: token,
                skipMetricsLookup: true,
              })),
            },
          ],
          ...kubernetes,
        },
      },
    }),
  );
  backend.add(mockServices.auth.factory());
  backend.add(mockServices.httpAuth.factory());
  backend.add(kubernetesPlugin);
  features.forEach(feature => backend.add(feature));
  await backend.start();
  return backend;
}
