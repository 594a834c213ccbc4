import { HumanDuration } from '@backstage/types';

export interface Config {
  odoo?: {
    /**
     * Storage accounts that hold backups. An environment belongs to the store whose account its own
     * backup destination names (`odoo.platform.database.backupDestination`).
     */
    backupStores?: {
      /** Lower-case letters, digits and hyphens: names the source in Sources and in its URL. */
      name: string;
      title?: string;
      /**
       * Name of the storage account: environments whose destination is
       * `https://<account>.blob.core.windows.net/...` belong to it. Without it, environments whose
       * destination has the origin of `endpoint`.
       */
      account?: string;
      /**
       * Base URL of the blob service, when it is not `https://<account>.blob.core.windows.net`, such as
       * `http://127.0.0.1:10000/<account>` of Azurite. http is accepted on loopback only.
       */
      endpoint?: string;
      /** Read-only copy in the paired region, such as `https://<account>-secondary.blob.core.windows.net`. */
      secondaryEndpoint?: string;
      /** Region of the primary copy. */
      region: string;
      /**
       * `/subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.Storage/storageAccounts/<account>`:
       * lets immutability, versioning, lifecycle and replication be read from Azure Resource Manager.
       * Without it they are unknown.
       */
      resourceId?: string;
      /** Default: the identity of the portal (DefaultAzureCredential). */
      credential?: {
        /**
         * A SAS that can read and list, and nothing else.
         * @visibility secret
         */
        sasToken?: string;
      };
      /** Repositories that the golden path did not make. */
      repositories?: {
        /** `<tenant>/<stage>` */
        environment: string;
        role: 'database' | 'filestore';
        container: string;
        /** Folder in the container. Default: all of it. */
        prefix?: string;
        /** Default: what is found there. */
        format?:
          | 'pgbackrest'
          | 'barman'
          | 'wal-g'
          | 'odoo-zip'
          | 'pg-dump'
          | 'restic'
          | 'filestore'
          | 'velero';
      }[];
    }[];

    /** When backup stores and managed servers are read. */
    backupCollection?: {
      /** Between two runs over one store, 10 s to 7 min; 5 min by default. */
      frequency?: HumanDuration | string;
      /** Limit of one run, 5 s to 7 min; 4 min by default. */
      timeout?: HumanDuration | string;
    };

    /** Managed PostgreSQL servers whose backups only Azure can tell of. */
    flexibleServers?: {
      /** `/subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.DBforPostgreSQL/flexibleServers/<server>` */
      resourceId: string;
      /** `<tenant>/<stage>` of the environments whose database lies on it. */
      environments: string[];
    }[];

    /** Azure Resource Manager, for what a storage account does not tell of itself. */
    azure?: {
      /** Default: https://management.azure.com. http is accepted on loopback only. */
      endpoint?: string;
      /**
       * A fixed bearer token for stand-ins of Azure. Default: the identity of the portal
       * (DefaultAzureCredential).
       * @visibility secret
       */
      token?: string;
    };

    recovery?: {
      /** Where the recovery order is written once a day, for the day on which the portal is gone. */
      publish?: {
        /** Region of the container: not that of the portal, for both would be gone together. */
        region: string;
        /** Such as `https://<account>.blob.core.windows.net/<container>`. http is accepted on loopback only. */
        containerUrl: string;
        /**
         * A SAS that can create and write (`sp=cw`), and nothing else.
         * @visibility secret
         */
        sasToken: string;
      }[];
      /** Public halves of the keys with which restore tests sign their results. */
      verificationKeys?: {
        /** `keyid` of the signature. */
        id: string;
        /** Ed25519: PEM, or the 32 bytes in base64. */
        publicKey: string;
        /** Environments that the key may speak for, such as `harbour-civil/*`. Default: all. */
        environments?: string[];
      }[];
    };
  };
}
