import { DefaultAzureCredential } from '@azure/identity';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { odooCollectorsExtensionPoint } from '@plumbline/plugin-odoo-node';
import { AzureConnection, MANAGEMENT_SCOPE } from './azure';
import { ArmClient } from './azure/arm';
import { BackupStoreCollector } from './collector';
import { readConfig } from './config';

/** Collects from the backup stores and managed servers of the configuration; without any it does nothing. */
export const odooModuleBackupStore = createBackendModule({
  pluginId: 'odoo',
  moduleId: 'backup-store',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: odooCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
      },
      async init({ collectors, config, lifecycle }) {
        const { platform, azure, ...backups } = readConfig(config);
        if (!platform) return;
        const identity = new DefaultAzureCredential();
        const connection = new AzureConnection({
          endpoint: azure.endpoint,
          credential: azure.token
            ? { token: azure.token }
            : { identity, scope: MANAGEMENT_SCOPE },
        });
        const arm = new ArmClient(connection);
        const stores = new BackupStoreCollector({
          config: { ...backups, platform },
          arm,
          identity,
        });
        collectors.addCollector(stores);
        lifecycle.addShutdownHook(async () => {
          await stores.close();
          await connection.close();
        });
      },
    });
  },
});
