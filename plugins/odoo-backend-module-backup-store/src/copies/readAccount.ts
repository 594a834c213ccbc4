import { z } from 'zod';
import { ArmClient, unlessUnsaid } from '../azure/arm';
import {
  ArmContainer,
  ArmPolicy,
  LifecycleRule,
  ReplicationPolicy,
  STORAGE_API_VERSION,
  accountSchema,
  blobServiceSchema,
  containerSchema,
  immutabilityPolicySchema,
  managementPolicySchema,
  replicationPolicySchema,
} from './armShapes';

type Account = z.output<typeof accountSchema>;
type BlobService = z.output<typeof blobServiceSchema>;

/** What Azure Resource Manager tells of a storage account. */
export interface AccountFacts {
  account: Account;
  service: BlobService['properties'];
  lifecycle: LifecycleRule[] | 'unknown';
  replication: ReplicationPolicy[] | 'unknown';
  /** By name; with the policy of those that have one. */
  containers: Map<string, ArmContainer & { policy?: ArmPolicy }>;
}

/**
 * Five calls, and one for each container of interest that has an immutability policy.
 *
 * @param containers - names of the containers that hold backups
 * @throws BlobStoreError when the account or what protects its blobs cannot be read.
 */
export async function readAccount(
  arm: ArmClient,
  resourceId: string,
  containers: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<AccountFacts> {
  const at = (path: string, query?: Record<string, string>) => ({
    path: `${resourceId}${path}`,
    apiVersion: STORAGE_API_VERSION,
    query,
    signal,
  });
  const service = '/blobServices/default';
  const [account, { properties }, listed, lifecycle, replication] =
    await Promise.all([
      arm.get(at('', { $expand: 'geoReplicationStats' }), accountSchema),
      arm.get(at(service), blobServiceSchema),
      arm.list(at(`${service}/containers`), containerSchema),
      unlessUnsaid(
        arm
          .get(at('/managementPolicies/default'), managementPolicySchema)
          .then(policy => policy.properties.policy.rules),
      ),
      unlessUnsaid(
        arm
          .list(at('/objectReplicationPolicies'), replicationPolicySchema)
          .then(policies => policies.map(policy => policy.properties)),
      ),
    ]);
  const facts = await Promise.all(
    listed
      .filter(({ name }) => containers.has(name))
      .map(async ({ name, properties: container }) => {
        if (!container.hasImmutabilityPolicy) return [name, container] as const;
        const policy = await arm.get(
          at(`${service}/containers/${name}/immutabilityPolicies/default`),
          immutabilityPolicySchema,
        );
        return [name, { ...container, policy: policy.properties }] as const;
      }),
  );
  return {
    account,
    service: properties,
    lifecycle,
    replication,
    containers: new Map(facts),
  };
}
