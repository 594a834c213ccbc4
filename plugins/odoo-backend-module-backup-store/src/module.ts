import { DefaultAzureCredential } from '@azure/identity';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  odooCollectorsExtensionPoint,
  odooRecoveryOrderExtensionPoint,
} from '@plumbline/plugin-odoo-node';
import { AzureConnection, MANAGEMENT_SCOPE } from './azure';
import { BackupStoreCollector } from './collector';
import { readConfig, readPublishTargets } from './config';
import { FlexibleServerCollector } from './flexibleServer';
import { ContainerPublisher } from './publish';

/**
 * Collects from the backup stores and managed servers of the configuration, and writes the recovery order to where
 * it says; without any of them it does nothing.
 */
export const odooModuleBackupStore = createBackendModule({
  pluginId: 'odoo',
  moduleId: 'backup-store',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: odooCollectorsExtensionPoint,
        recoveryOrder: odooRecoveryOrderExtensionPoint,
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
      },
      async init({ collectors, recoveryOrder, config, lifecycle }) {
        const { platform, azure, ...backups } = readConfig(config);
        for (const target of readPublishTargets(config)) {
          const publisher = new ContainerPublisher(target);
          recoveryOrder.addPublisher(publisher);
          lifecycle.addShutdownHook(() => publisher.close());
        }
        if (!platform) return;
        const identity = new DefaultAzureCredential();
        const arm = new AzureConnection({
          endpoint: azure.endpoint,
          credential: azure.token
            ? { token: azure.token }
            : { identity, scope: MANAGEMENT_SCOPE },
        });
        const stores = new BackupStoreCollector({
          config: { ...backups, platform },
          arm,
          identity,
        });
        collectors.addCollector(stores);
        const { flexibleServers: servers, schedule } = backups;
        if (servers.length > 0) {
          collectors.addCollector(
            new FlexibleServerCollector({ servers, platform, schedule, arm }),
          );
        }
        lifecycle.addShutdownHook(async () => {
          await stores.close();
          await arm.close();
        });
      },
    });
  },
});
