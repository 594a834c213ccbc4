import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { odooCollectorsExtensionPoint } from '@plumbline/plugin-odoo-node';
import { MetricsCollector } from './collector';
import { readConfig } from './config/readConfig';

/** Collects from every Prometheus of the configuration; without one it claims nothing. */
export const odooModuleMetrics = createBackendModule({
  pluginId: 'odoo',
  moduleId: 'metrics',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: odooCollectorsExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ collectors, config }) {
        const metrics = readConfig(config);
        if (metrics.prometheus.length > 0) {
          collectors.addCollector(new MetricsCollector(metrics));
        }
      },
    });
  },
});
