import { z } from 'zod';

/**
 * The parts of Azure Resource Manager's answers that are read, as of API version 2023-05-01:
 * https://learn.microsoft.com/rest/api/storagerp
 */
export const STORAGE_API_VERSION = '2023-05-01';

const days = z.int().nullish();
const absent = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform(value => value ?? undefined);

const policySchema = z.object({
  state: z.string().nullish(),
  immutabilityPeriodSinceCreationInDays: days,
});

const geoStatsSchema = z.object({
  status: absent(z.string()),
  lastSyncTime: absent(z.iso.datetime({ offset: true })),
});

export const accountSchema = z.object({
  location: z.string(),
  sku: z.object({ name: z.string() }),
  properties: z.object({
    secondaryLocation: absent(z.string()),
    geoReplicationStats: absent(geoStatsSchema),
    immutableStorageWithVersioning: absent(
      z.object({
        enabled: z.boolean().nullish(),
        immutabilityPolicy: absent(policySchema),
      }),
    ),
  }),
});

export const blobServiceSchema = z.object({
  properties: z.object({
    isVersioningEnabled: z.boolean().nullish(),
    deleteRetentionPolicy: absent(
      z.object({ enabled: z.boolean().nullish(), days }),
    ),
  }),
});

const ageSchema = absent(
  z.object({
    daysAfterModificationGreaterThan: z.number().nullish(),
    daysAfterCreationGreaterThan: z.number().nullish(),
    daysAfterLastAccessTimeGreaterThan: z.number().nullish(),
  }),
);
const lifecycleRuleSchema = z.object({
  name: z.string(),
  /** Absent means true. */
  enabled: z.boolean().nullish(),
  definition: z.object({
    filters: absent(
      z.object({
        blobTypes: z.array(z.string()).nullish(),
        prefixMatch: z.array(z.string()).nullish(),
      }),
    ),
    actions: z.object({
      baseBlob: absent(
        z.object({ delete: ageSchema, tierToArchive: ageSchema }),
      ),
    }),
  }),
});
export type LifecycleRule = z.output<typeof lifecycleRuleSchema>;

export const managementPolicySchema = z.object({
  properties: z.object({
    policy: z.object({ rules: z.array(lifecycleRuleSchema) }),
  }),
});

export const replicationPolicySchema = z.object({
  properties: z.object({
    sourceAccount: z.string(),
    destinationAccount: z.string(),
    rules: z
      .array(
        z.object({
          sourceContainer: z.string(),
          destinationContainer: z.string(),
        }),
      )
      .nullish(),
  }),
});
export type ReplicationPolicy = z.output<
  typeof replicationPolicySchema
>['properties'];

export const containerSchema = z.object({
  name: z.string(),
  properties: z.object({
    hasImmutabilityPolicy: z.boolean().nullish(),
    hasLegalHold: z.boolean().nullish(),
    immutableStorageWithVersioning: absent(
      z.object({ enabled: z.boolean().nullish() }),
    ),
  }),
});
export type ArmContainer = z.output<typeof containerSchema>['properties'];

export const immutabilityPolicySchema = z.object({ properties: policySchema });
export type ArmPolicy = z.output<typeof policySchema>;
