import { readFile } from 'node:fs/promises';
import {
  businessServiceSchema,
  DATABASE_KINDS,
  environmentRefSchema,
  formatEnvironmentRef,
  SCHEMA_CLASSES,
  SCHEDULES,
  stageSchema,
  TENANCIES,
  tenantSchema,
  tierSchema,
} from '@plumbline/plugin-odoo-common';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageFile } from '../packageFile';

const environmentName = environmentRefSchema.transform(formatEnvironmentRef);

/** Before the first start, in milliseconds. */
const ageSchema = z
  .strictObject({
    days: z.number().default(0),
    hours: z.number().default(0),
    minutes: z.number().default(0),
  })
  .transform(
    ({ days, hours, minutes }) => ((days * 24 + hours) * 60 + minutes) * 60_000,
  );

const environmentSchema = z.strictObject({
  stage: stageSchema,
  tier: tierSchema,
  users: z.int(),
  databaseGiB: z.int().default(20),
  filestoreGiB: z.int().default(100),
  hostname: z.string().optional(),
  schedule: z.enum(SCHEDULES).default('always'),
  /** Where somebody put it when it was created. Default: where the golden path would. */
  cluster: z.string().optional(),
  database: z.enum(DATABASE_KINDS).default('cloudnative-pg'),
  /** Nobody has upgraded it since. Default: the platform's. */
  goldenPath: z.enum(['1.0']).optional(),
  /** `asleep`: one of the sleeping time zones. Default: the tenant's. */
  timeZone: z.string().optional(),
  /** Whose data it began with. */
  copyOf: environmentName.optional(),
  releases: z.array(z.strictObject({ id: z.string(), age: ageSchema })).min(1),
});
export type WorldEnvironment = z.infer<typeof environmentSchema>;

/** What the calendars of the group know; each legal entity has its own, in its own time zone. */
const calendarEventSchema = z.enum([
  'payroll',
  'month-end',
  'billing',
  'year-end-freeze',
  'furnace-freeze',
]);
export type CalendarEvent = z.infer<typeof calendarEventSchema>;

const tenant = z.strictObject({
  name: tenantSchema,
  title: z.string(),
  region: z.string(),
  timeZone: z.string(),
  businessServices: z.array(businessServiceSchema).min(1),
  integrations: z.array(z.string()).default([]),
  tenancy: z.enum(TENANCIES).default('dedicated'),
  /** Legal entities beside the one that bears the tenant's name. */
  branches: z
    .array(z.strictObject({ name: tenantSchema, timeZone: z.string() }))
    .default([]),
  calendar: z
    .array(calendarEventSchema)
    .default(['payroll', 'month-end', 'billing', 'year-end-freeze']),
  environments: z.array(environmentSchema).min(1),
});
export type WorldTenant = z.infer<typeof tenant>;

/** An object whose pods somebody selects by another label. */
const replacementSchema = z.strictObject({
  environment: environmentRefSchema,
  replace: z.strictObject({
    group: z.string(),
    kind: z.string(),
    name: z.string(),
  }),
  selectorLabel: z.record(z.string(), z.string()),
});

const releaseSchema = z.strictObject({
  id: z.string(),
  series: z.string(),
  age: ageSchema,
  schemaClass: z.enum(SCHEMA_CLASSES),
  /** Series whose databases its image migrates. */
  migratesFrom: z.array(z.string()).optional(),
  unsigned: z.boolean().default(false),
  critical: z
    .strictObject({
      id: z.string(),
      package: z.string(),
      fixedIn: z.string(),
      waiver: z
        .strictObject({
          reason: z.string(),
          approver: z.string(),
          /** After the first start. */
          days: z.number(),
        })
        .optional(),
    })
    .optional(),
  rehearsals: z
    .array(
      z.strictObject({
        copyOf: environmentName,
        /** Id of the release that the copy was on. */
        from: z.string(),
        /** Of the copy. */
        age: ageSchema,
        minutes: z.number(),
        databaseGiB: z.number(),
      }),
    )
    .default([]),
});
export type WorldRelease = z.infer<typeof releaseSchema>;

const worldSchema = z.strictObject({
  group: z.string(),
  pipelines: z.strictObject({ name: z.string(), email: z.email() }),
  branch: z.string(),
  /** Of Kubernetes: that of all clusters, and of those that are behind. */
  kubernetes: z.strictObject({
    version: z.string(),
    behind: z.record(z.string(), z.string()).default({}),
  }),
  edition: z.string(),
  image: z.string(),
  releases: z.array(releaseSchema),
  modules: z.record(z.string(), z.array(z.string())),
  tenants: z.array(tenant),
  sleepingTimeZones: z.array(z.string()).min(1),
  load: z.array(
    z.strictObject({
      environment: environmentRefSchema,
      component: z.string(),
      memoryMiB: z.number().optional(),
      /** Of all pods together, in percent of what one of them requests. */
      cpuPercent: z.number().optional(),
      age: ageSchema,
    }),
  ),
  refusedDomains: z.array(
    z.strictObject({ domain: z.string(), age: ageSchema, reason: z.string() }),
  ),
  purgedImages: z.array(
    z.strictObject({
      environment: environmentRefSchema,
      release: z.string(),
      /** Seconds after the promotion. */
      after: z.number(),
    }),
  ),
  missingSecrets: z.array(
    z.strictObject({ environment: environmentRefSchema, key: z.string() }),
  ),
  privateEndpoints: z.record(z.string(), z.ipv4()),
  backupFaults: z.array(
    z.strictObject({
      environment: environmentName,
      fault: z.enum([
        'wal-lost',
        'wal-damaged',
        'upload-refused',
        'filestore-not-copied',
      ]),
      age: ageSchema,
    }),
  ),
  scenarios: z.strictObject({
    'clock-skew': z
      .array(z.strictObject({ cluster: z.string(), minutes: z.number() }))
      .min(1),
    'dead-cluster': z.strictObject({ cluster: z.string() }),
    drift: replacementSchema.extend({
      author: z.strictObject({ name: z.string(), email: z.email() }),
      file: z.string(),
      text: z.string(),
      becomes: z.string(),
    }),
    'expired-credentials': z.strictObject({ cluster: z.string() }),
    'garbage-objects': z.strictObject({ environment: environmentRefSchema }),
    'half-pages': z.strictObject({ cluster: z.string() }),
    'slow-database': z.strictObject({ environment: environmentRefSchema }),
    'throttled-cluster': z.strictObject({ cluster: z.string() }),
    'module-conflict': z.strictObject({
      /** Id of the release that breaks. */
      release: z.string(),
      ring: z.string(),
      /** Whose approvals do not work any more. */
      service: businessServiceSchema,
    }),
    'broken-wal': z.strictObject({ environment: environmentName }),
    'backup-stopped': z.strictObject({ environment: environmentName }),
    'region-outage': z.strictObject({ region: z.string() }),
  }),
  handEdits: z.array(replacementSchema.extend({ age: ageSchema })),
});

/** What exists in and around the clusters; ages in milliseconds before the first start. */
export type World = z.infer<typeof worldSchema>;

/** Version of Kubernetes that a cluster runs. */
export const versionOf = ({ kubernetes }: World, cluster: string): string =>
  kubernetes.behind[cluster] ?? kubernetes.version;

/** The world of the Harbour Group. Fails with ZodError when the file is wrong. */
export async function loadWorld(): Promise<World> {
  const file = packageFile('world', 'harbour-group.yaml');
  return worldSchema.parse(parse(await readFile(file, 'utf8')));
}
