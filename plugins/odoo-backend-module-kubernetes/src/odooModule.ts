import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { odooCollectorsExtensionPoint } from '@plumbline/plugin-odoo-node';
import { clusterAccessServiceRef } from './bridge';
import { KubernetesCollector } from './collector';
import { readConfig } from './config/readConfig';

/** The half that lives in the Odoo plugin: the collector. */
export const odooModuleKubernetes = createBackendModule({
  pluginId: 'odoo',
  moduleId: 'kubernetes',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: odooCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        instance: coreServices.rootInstanceMetadata,
        lifecycle: coreServices.lifecycle,
        slot: clusterAccessServiceRef,
      },
      async init({ collectors, config, instance, lifecycle, slot }) {
        // A module of a plugin that is not installed is never started: the other half cannot say so.
        const plugins = await instance.getInstalledPlugins();
        if (!plugins.some(({ pluginId }) => pluginId === 'kubernetes')) {
          slot.refuse('The Kubernetes plugin is not installed in this backend');
        }
        const collector = new KubernetesCollector({
          config: readConfig(config),
          slot,
        });
        collectors.addCollector(collector);
        lifecycle.addShutdownHook(() => collector.close());
      },
    });
  },
});
