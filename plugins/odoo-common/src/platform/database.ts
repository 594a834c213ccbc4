import { z } from 'zod';
import { DATABASE_KINDS } from '../environment/spec';
import { STAGES, tierSchema } from '../environment/stage';
import { dnsLabel } from '../validation/names';
import { imageByDigest } from './image';

/**
 * A name that gives no namespace or container which an environment can have: those of environments end in
 * their stage.
 */
const serverName = dnsLabel(40).refine(
  name => !STAGES.some(stage => `-${name}`.endsWith(`-${stage}`)),
  'must not end in a stage: an environment could have the same namespace',
);

/** A database server that several environments share. */
export const sharedServerSchema = z.strictObject({
  name: serverName,
  kind: z.enum(DATABASE_KINDS).default('cloudnative-pg'),
  region: dnsLabel(40),
  /** Runs the server, or the operator that manages it, and with it every environment on it. */
  cluster: dnsLabel(63),
  /** The strictest tier of an environment on it. */
  tier: tierSchema,
  instances: z.int().min(1).max(5),
  /** Of one instance. */
  cpu: z.number().positive(),
  memoryGiB: z.number().positive(),
  storageGiB: z.int().positive(),
  maxConnections: z.int().positive(),
});
export type SharedServer = z.infer<typeof sharedServerSchema>;
export type SharedServerInput = z.input<typeof sharedServerSchema>;

const armId = (pattern: RegExp) => z.string().max(400).regex(pattern);

/** Azure Database for PostgreSQL Flexible Server, made by Azure Service Operator. Absent: not offered. */
export const flexibleServerSchema = z.strictObject({
  /** PostgreSQL version of new servers, of those that API version 2024-08-01 has. */
  version: z.enum(['14', '15', '16']).default('16'),
  /** Globally unique name in Azure; `{name}` becomes `<tenant>-<stage>` or the name of the shared server. */
  serverName: z
    .string()
    .regex(/^([a-z0-9][a-z0-9-]*)?\{name\}([a-z0-9-]*[a-z0-9])?$/)
    .max(14)
    .default('psql-{name}'),
  /** Where servers are put, one for each region that offers them. */
  networks: z
    .array(
      z.strictObject({
        region: dnsLabel(40),
        /** ARM id of the resource group that owns the servers. */
        resourceGroup: armId(
          /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]+$/,
        ),
        /** ARM id of the subnet delegated to Microsoft.DBforPostgreSQL/flexibleServers. */
        delegatedSubnet: armId(
          /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/,
        ),
        /** Addresses of that subnet: all that Odoo may reach of it. */
        subnetAddresses: z.union([z.cidrv4(), z.cidrv6()]),
        /** ARM id of the private DNS zone that resolves the servers' names. */
        privateDnsZone: armId(
          /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/privateDnsZones\/[^/]+$/,
        ),
      }),
    )
    .min(1),
  /**
   * What the vault that keeps copies of the servers' backups is set up for: the tier gate compares with it.
   * A server's own backups go with the server.
   */
  backupVault: z
    .strictObject({
      immutability: z.enum(['locked', 'unlocked', 'none']).default('none'),
      immutabilityDays: z.int().min(0).default(0),
    })
    .prefault({}),
});
export type FlexibleServerSettings = z.infer<typeof flexibleServerSchema>;
export type FlexibleServerInput = z.input<typeof flexibleServerSchema>;

/** `odoo.platform.database` */
export const databaseSchema = z.strictObject({
  /** PostgreSQL image by digest, such as `ghcr.io/cloudnative-pg/postgresql@sha256:...`. */
  imageName: imageByDigest,
  storageClass: dnsLabel().default('managed-premium-v2'),
  /**
   * Base of the Barman object store, one container for each environment: `{name}` becomes `<tenant>-<stage>`,
   * `{region}` its region.
   */
  backupDestination: z
    .url({ protocol: /^https?$/ })
    .default('https://plumblinebackups.blob.core.windows.net/{name}'),
  /** What the account behind `backupDestination` is set up for: the tier gate compares with it. */
  backupStore: z
    .strictObject({
      replication: z.enum(['RA-GZRS', 'ZRS', 'LRS']).default('RA-GZRS'),
      immutability: z.enum(['locked', 'unlocked', 'none']).default('locked'),
      immutabilityDays: z.int().min(0).default(30),
    })
    .prefault({}),
  flexibleServer: flexibleServerSchema.optional(),
  /** Those that environments of shared tenancy are put on. */
  servers: z
    .array(sharedServerSchema)
    .refine(
      list => new Set(list.map(({ name }) => name)).size === list.length,
      'must not repeat a name',
    )
    .default([]),
});
