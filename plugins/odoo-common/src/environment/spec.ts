import { z } from 'zod';
import { HOST_NAME, dnsLabel, isTimeZone } from '../validation/names';
import { environmentRefSchema } from './ref';
import { businessServiceSchema, tenancySchema, tierSchema } from './stage';

const unique = (values: readonly unknown[]) =>
  new Set(values).size === values.length;

export const DATABASE_KINDS = ['cloudnative-pg', 'flexible-server'] as const;
export type DatabaseKind = (typeof DATABASE_KINDS)[number];
/** `stopped`: no Odoo runs, until another change says so; database, storage and backups stay. */
export const SCHEDULES = ['always', 'office-hours', 'stopped'] as const;
export type Schedule = (typeof SCHEDULES)[number];

/** Of whose backups an environment was made. */
export const copyOfSchema = z.strictObject({
  /** `<tenant>/<stage>` */
  environment: z
    .string()
    .max(60)
    .refine(
      value => environmentRefSchema.safeParse(value).success,
      'must be <tenant>/<stage>',
    ),
  /** Absent: the newest moment that the backups have when the copy is made. */
  at: z.iso.datetime({ offset: true }).optional(),
});
export type CopyOf = z.infer<typeof copyOfSchema>;

export const legalEntitySchema = z.strictObject({
  id: dnsLabel(40),
  timeZone: z.string().max(64).refine(isTimeZone, 'is not an IANA time zone'),
  calendar: dnsLabel(40),
});
export type LegalEntity = z.infer<typeof legalEntitySchema>;

/** `spec` of `environment.yaml`: the shape alone; what the platform offers is checked by `checkSpec`. */
export const environmentSpecSchema = z.strictObject({
  goldenPath: z.string().regex(/^\d{1,3}\.\d{1,3}$/),
  owner: z
    .string()
    .max(150)
    .regex(/^(group|user):[a-z0-9-]{1,63}\/[a-zA-Z0-9][-a-zA-Z0-9_.]{0,62}$/),
  legalEntities: z
    .array(legalEntitySchema)
    .min(1)
    .max(20)
    .refine(list => unique(list.map(({ id }) => id)), 'must not repeat an id'),
  businessServices: z
    .array(businessServiceSchema)
    .min(1)
    .refine(unique, 'must not repeat'),
  tenancy: tenancySchema,
  tier: tierSchema,
  region: dnsLabel(40),
  recoveryRegion: dnsLabel(40).optional(),
  residency: z
    .array(dnsLabel(40))
    .min(1)
    .max(10)
    .refine(unique, 'must not repeat'),
  odoo: z.strictObject({
    series: z.string().regex(/^\d{2}\.\d$/),
    release: z.string().regex(/^\d{2}\.\d-[0-9a-z.]{1,40}$/),
    edition: dnsLabel(40),
  }),
  users: z.strictObject({ named: z.int().min(1).max(5000) }),
  data: z.strictObject({
    databaseGiB: z.int().min(1).max(16384),
    filestoreGiB: z.int().min(1).max(65536),
  }),
  database: z.strictObject({ kind: z.enum(DATABASE_KINDS) }),
  hostnames: z
    .array(z.string().max(253).regex(HOST_NAME))
    .min(1)
    .max(10)
    .refine(unique, 'must not repeat'),
  schedule: z.enum(SCHEDULES),
  expires: z.union([z.literal('never'), z.iso.date()]),
  /** All Odoo pods are replaced when this moves: a restart is a change like any other. */
  restartedAt: z.iso.datetime().optional(),
  /** Up to and with this day, in UTC, no release is promoted to it. */
  hold: z.union([z.literal('none'), z.iso.date()]).optional(),
  /** Said when the environment is created, and kept for ever after: its first data is that of another one. */
  copyOf: copyOfSchema.optional(),
  integrations: z.array(dnsLabel(40)).max(30).refine(unique, 'must not repeat'),
});
export type EnvironmentSpec = z.infer<typeof environmentSpecSchema>;

/** Where the plan put the environment, once; later plans keep it. */
export const placementSchema = z.strictObject({
  cluster: dnsLabel(63),
  databaseServer: z.union([z.literal('own'), dnsLabel(63)]),
});
export type Placement = z.infer<typeof placementSchema>;
