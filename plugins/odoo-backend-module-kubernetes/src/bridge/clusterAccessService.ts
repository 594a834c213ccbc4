import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { ClusterAccessSlot } from './ClusterAccessSlot';

/** Shared by the modules of the two plugins; Backstage offers no service for the clusters of the Kubernetes plugin. */
export const clusterAccessServiceRef = createServiceRef<ClusterAccessSlot>({
  id: 'odoo.kubernetes-cluster-access',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => new ClusterAccessSlot(),
    }),
});
