import {
  platformSchema,
  stageSchema,
  tierSchema,
  trustedRepositorySchema,
} from '@plumbline/plugin-odoo-common';
import { Duration } from 'luxon';
import { z } from 'zod';

const duration = (fallback: string) =>
  z.iso
    .duration()
    .default(fallback)
    .transform(text => Duration.fromISO(text));

const gitopsSchema = z.strictObject({
  url: z.string().min(1),
  branch: z.string().min(1).default('main'),
  workingDirectory: z.string().min(1).optional(),
  /** Read by the module that knows hosts; here it only says that there must be one. */
  host: z.looseObject({}).optional(),
  author: z
    .strictObject({
      name: z.string().min(1).default('Plumbline'),
      email: z.email().default('plumbline@users.noreply.example'),
    })
    .prefault({}),
});

/** Seconds; each is under half of the time to live of the evidence that it keeps fresh. */
const collectionSchema = z.strictObject({
  registrySeconds: z.int().min(5).max(120).default(30),
  scopesSeconds: z.int().min(5).max(600).default(60),
  reassessSeconds: z.int().min(5).max(120).default(15),
});

const healthSchema = z.strictObject({
  /** `{probe}` becomes the id of a probe, with dashes for dots. */
  runbookUrl: z
    .url({ protocol: /^https?$/ })
    .default(
      'https://github.com/plumbline/plumbline/blob/main/docs/runbooks/health.md#{probe}',
    ),
  /** Last day of support of the PostgreSQL that `platform.database` names: no image tells it. */
  databaseSupportEnds: z.iso.date().optional(),
  /** People are told when something is not well, and when it is again. */
  notifications: z.boolean().default(true),
});

const historySchema = z.strictObject({
  transitions: duration('P90D'),
  daily: duration('P400D'),
});

/** Kept by the permission policy; here it says who answers for clusters. */
const rolesSchema = z.looseObject({
  platformEngineer: z
    .array(z.string())
    .min(1)
    .default(['group:default/platform-engineers']),
});

const changesSchema = z.strictObject({
  expireAfter: duration('P7D'),
  verifyTimeout: duration('PT15M'),
});

const releasesSchema = z.strictObject({
  /** Nobody is believed who is not named. */
  trustedRepositories: z.array(trustedRepositorySchema).max(1000).default([]),
});

const schemasSchema = z.strictObject({
  /** JSON Schemas of Kubernetes kinds as `<group>/<kind>_<version>.json`, for the gate `schema`. */
  directory: z.string().min(1).optional(),
});

const recoverySchema = z.object({
  /** The most closely written one is shown: see `runbookFor`. */
  runbooks: z
    .array(
      z.strictObject({
        title: z.string().min(1),
        url: z.url({ protocol: /^https?$/ }),
        tenant: z.string().min(1).optional(),
        stage: stageSchema.optional(),
        tier: tierSchema.optional(),
      }),
    )
    .default([]),
  restoreTests: z
    .strictObject({
      /** The portal asks for the tests that each tier demands. */
      schedule: z.boolean().default(true),
      /** For how long a result is awaited at least: the Job's own limit grows with the data. */
      timeoutMinutes: z.int().min(1).max(2880).default(120),
    })
    .prefault({}),
});

/** The part of `odoo` that this plugin reads; modules read keys of their own beside it. */
export const odooConfigSchema = z.object({
  gitops: gitopsSchema,
  platform: platformSchema,
  collection: collectionSchema.prefault({}),
  health: healthSchema.prefault({}),
  history: historySchema.prefault({}),
  roles: rolesSchema.prefault({}),
  changes: changesSchema.prefault({}),
  releases: releasesSchema.prefault({}),
  schemas: schemasSchema.prefault({}),
  recovery: recoverySchema.prefault({}),
  sandbox: z
    .looseObject({ enabled: z.boolean().default(false) })
    .prefault({})
    .transform(({ enabled }) => ({ enabled })),
});
export type OdooConfig = z.infer<typeof odooConfigSchema>;
