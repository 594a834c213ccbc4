import type { GroupKind } from '../../kubernetes';
import { DAY, MINUTE, SECOND } from '../runtime';
import { timestamp } from '../../kubernetes/store/prepare';
import type { AzureResource } from './shapes';

type Facts = Record<string, unknown>;

/** What the operator knows of one kind of Azure resource. */
export interface AzureKind {
  groupKind: GroupKind;
  /** Of the resource it is a part of; absent: of a resource group. */
  owner?: GroupKind;
  /** Type in Azure, such as `Microsoft.Cache/redisEnterprise`. */
  type: string;
  /** How long Azure takes to make one, in the sandbox. Milliseconds. */
  provisioning: number;
  /** What Azure reports of one that is there. */
  facts(resource: AzureResource, now: Date): Facts;
}

const inGroup = (group: string) => (kind: string) => ({ group, kind });
const postgres = inGroup('dbforpostgresql.azure.com');
const cache = inGroup('cache.azure.com');
const identity = inGroup('managedidentity.azure.com');
const storage = inGroup('storage.azure.com');

const copied =
  (...fields: string[]) =>
  ({ spec }: AzureResource): Facts =>
    Object.fromEntries(
      fields
        .filter(field => spec[field] !== undefined)
        .map(field => [field, spec[field]]),
    );

const succeeded = () => ({ provisioningState: 'Succeeded' });

/** Azure can restore to any moment from the first backup on, for as long as it keeps them. */
function earliestRestoreDate({ metadata, spec }: AzureResource, now: Date) {
  const { backupRetentionDays = 7 } = (spec.backup ?? {}) as {
    backupRetentionDays?: number;
  };
  const first = Date.parse(metadata.creationTimestamp) + 10 * MINUTE;
  const oldest = now.getTime() - backupRetentionDays * DAY;
  return timestamp(new Date(Math.max(first, oldest)));
}

function flexibleServer(resource: AzureResource, now: Date): Facts {
  const { spec, metadata } = resource;
  const { mode = 'Disabled' } = (spec.highAvailability ?? {}) as {
    mode?: string;
  };
  const name = spec.azureName ?? metadata.name;
  return {
    ...copied(
      'location',
      'version',
      'sku',
      'storage',
      'maintenanceWindow',
    )(resource),
    state: 'Ready',
    fullyQualifiedDomainName: `${name}.postgres.database.azure.com`,
    minorVersion: '9',
    replicationRole: 'Primary',
    replicaCapacity: 5,
    backup: {
      ...(spec.backup as Facts | undefined),
      earliestRestoreDate: earliestRestoreDate(resource, now),
    },
    highAvailability: {
      mode,
      state: mode === 'Disabled' ? 'NotEnabled' : 'Healthy',
    },
  };
}

const running = { provisioningState: 'Succeeded', resourceState: 'Running' };

/** The kinds of Azure Service Operator that golden paths use; a new one is one more entry. */
export const azureKinds: readonly AzureKind[] = [
  {
    groupKind: postgres('FlexibleServer'),
    type: 'Microsoft.DBforPostgreSQL/flexibleServers',
    provisioning: 20 * SECOND,
    facts: flexibleServer,
  },
  {
    groupKind: postgres('FlexibleServersDatabase'),
    owner: postgres('FlexibleServer'),
    type: 'databases',
    provisioning: 3 * SECOND,
    facts: copied('charset', 'collation'),
  },
  {
    groupKind: postgres('FlexibleServersConfiguration'),
    owner: postgres('FlexibleServer'),
    type: 'configurations',
    provisioning: 2 * SECOND,
    facts: copied('source', 'value'),
  },
  {
    groupKind: postgres('FlexibleServersBackup'),
    owner: postgres('FlexibleServer'),
    type: 'backups',
    provisioning: 10 * SECOND,
    facts: ({ metadata }) => ({
      backupType: 'Customer On-Demand',
      completedTime: metadata.creationTimestamp,
    }),
  },
  {
    groupKind: cache('RedisEnterprise'),
    type: 'Microsoft.Cache/redisEnterprise',
    provisioning: 15 * SECOND,
    facts: ({ spec, metadata }) => ({
      ...running,
      hostName: `${spec.azureName ?? metadata.name}.${
        spec.location
      }.redis.azure.net`,
    }),
  },
  {
    groupKind: cache('RedisEnterpriseDatabase'),
    owner: cache('RedisEnterprise'),
    type: 'databases',
    provisioning: 5 * SECOND,
    facts: resource => ({
      ...running,
      ...copied(
        'clientProtocol',
        'clusteringPolicy',
        'evictionPolicy',
      )(resource),
      port: 10000,
    }),
  },
  {
    groupKind: identity('UserAssignedIdentity'),
    type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
    provisioning: 2 * SECOND,
    facts: () => ({}),
  },
  {
    groupKind: identity('FederatedIdentityCredential'),
    owner: identity('UserAssignedIdentity'),
    type: 'federatedIdentityCredentials',
    provisioning: 2 * SECOND,
    facts: copied('issuer', 'subject', 'audiences'),
  },
  {
    groupKind: storage('StorageAccount'),
    type: 'Microsoft.Storage/storageAccounts',
    provisioning: 5 * SECOND,
    facts: succeeded,
  },
  {
    groupKind: storage('StorageAccountsBlobService'),
    owner: storage('StorageAccount'),
    type: 'blobServices',
    provisioning: 2 * SECOND,
    facts: () => ({}),
  },
  {
    groupKind: storage('StorageAccountsBlobServicesContainer'),
    owner: storage('StorageAccountsBlobService'),
    type: 'containers',
    provisioning: 2 * SECOND,
    facts: () => ({}),
  },
];
