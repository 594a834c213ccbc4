import type { TierPolicy } from '@plumbline/plugin-odoo-common';

/** A storage account of backups, as far as Azure Resource Manager tells of it. */
export interface ArmAccount {
  resourceId: string;
  account: string;
  region: string;
  pairedRegion: string;
  /** Everything written before it is in the paired region. */
  lastSyncAt: Date;
  /** Both regions answer. */
  live: boolean;
  containers: { name: string; policy: TierPolicy }[];
}

type Resource = Record<string, unknown>;

const SKU = { name: 'Standard_RAGZRS', tier: 'Standard' };
const TYPE = 'Microsoft.Storage/storageAccounts';
const SOFT_DELETE_DAYS = 14;

const IMMUTABILITY_STATES = { locked: 'Locked', unlocked: 'Unlocked' } as const;

function accountResource({
  resourceId,
  account,
  region,
  pairedRegion,
  lastSyncAt,
  live,
}: ArmAccount): Resource {
  return {
    id: resourceId,
    name: account,
    type: TYPE,
    kind: 'StorageV2',
    location: region,
    sku: SKU,
    tags: {},
    properties: {
      provisioningState: 'Succeeded',
      primaryLocation: region,
      secondaryLocation: pairedRegion,
      statusOfPrimary: live ? 'available' : 'unavailable',
      statusOfSecondary: 'available',
      supportsHttpsTrafficOnly: true,
      allowSharedKeyAccess: false,
      isHnsEnabled: false,
      primaryEndpoints: {
        blob: `https://${account}.blob.core.windows.net/`,
      },
      secondaryEndpoints: {
        blob: `https://${account}-secondary.blob.core.windows.net/`,
      },
      geoReplicationStats: {
        status: live ? 'Live' : 'Unavailable',
        lastSyncTime: `${lastSyncAt.toISOString().slice(0, 19)}Z`,
        canFailover: true,
        canPlannedFailover: live,
      },
      immutableStorageWithVersioning: { enabled: true },
    },
  };
}

function containerResource(
  { resourceId }: ArmAccount,
  { name, policy }: ArmAccount['containers'][number],
): Resource {
  const protectedFor = policy.immutability !== 'none';
  return {
    id: `${resourceId}/blobServices/default/containers/${name}`,
    name,
    type: `${TYPE}/blobServices/containers`,
    etag: '"0x8DC0FFEE"',
    properties: {
      publicAccess: 'None',
      leaseStatus: 'Unlocked',
      leaseState: 'Available',
      hasImmutabilityPolicy: protectedFor,
      hasLegalHold: false,
      immutableStorageWithVersioning: { enabled: protectedFor },
    },
  };
}

function immutabilityPolicy(
  { resourceId }: ArmAccount,
  { name, policy }: ArmAccount['containers'][number],
): Resource | undefined {
  if (policy.immutability === 'none') return undefined;
  return {
    id: `${resourceId}/blobServices/default/containers/${name}/immutabilityPolicies/default`,
    name: 'default',
    type: `${TYPE}/blobServices/containers/immutabilityPolicies`,
    properties: {
      immutabilityPeriodSinceCreationInDays: policy.immutabilityDays,
      state: IMMUTABILITY_STATES[policy.immutability],
      allowProtectedAppendWrites: false,
    },
  };
}

/**
 * The resource at a path below an account; undefined where there is none, as there is no lifecycle rule.
 * Shapes: API version 2023-05-01, https://learn.microsoft.com/rest/api/storagerp
 */
export function storageResource(
  account: ArmAccount,
  path: readonly string[],
): Resource | undefined {
  const [first, second, third, name, ...rest] = path;
  if (first === undefined) return accountResource(account);
  if (first === 'objectReplicationPolicies') return { value: [] };
  if (first !== 'blobServices' || second !== 'default') return undefined;
  if (third === undefined) {
    return {
      id: `${account.resourceId}/blobServices/default`,
      name: 'default',
      type: `${TYPE}/blobServices`,
      sku: SKU,
      properties: {
        isVersioningEnabled: true,
        changeFeed: { enabled: true },
        deleteRetentionPolicy: { enabled: true, days: SOFT_DELETE_DAYS },
        containerDeleteRetentionPolicy: {
          enabled: true,
          days: SOFT_DELETE_DAYS,
        },
      },
    };
  }
  if (third !== 'containers') return undefined;
  const { containers } = account;
  if (name === undefined) {
    return { value: containers.map(each => containerResource(account, each)) };
  }
  const found = containers.find(each => each.name === name);
  if (!found) return undefined;
  if (rest.length === 0) return containerResource(account, found);
  return rest.join('/') === 'immutabilityPolicies/default'
    ? immutabilityPolicy(account, found)
    : undefined;
}
