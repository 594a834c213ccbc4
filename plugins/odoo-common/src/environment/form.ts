import { z } from 'zod';

/** Tiers and numbers arrive as text from some form widgets. */
export const numeric = z.union([z.number(), z.string().regex(/^\d{1,9}$/)]);

/**
 * The flat parameters of the template `odoo-environment`. Only the shape is checked here; what a
 * value may be is the business of the spec, so that form and API give the same errors.
 */
export const environmentFormSchema = z.object({
  tenant: z.string(),
  stage: z.string(),
  owner: z.string().optional(),
  businessServices: z.array(z.string()).optional(),
  tenancy: z.string().optional(),
  tier: numeric.optional(),
  region: z.string().optional(),
  recoveryRegion: z.string().optional(),
  series: z.string().optional(),
  release: z.string().optional(),
  namedUsers: numeric.optional(),
  databaseGiB: numeric.optional(),
  filestoreGiB: numeric.optional(),
  database: z.string().optional(),
  hostname: z.string().optional(),
  calendar: z.string().optional(),
  timeZone: z.string().optional(),
  schedule: z.string().optional(),
  reason: z.string(),
});
export type EnvironmentForm = z.infer<typeof environmentFormSchema>;

/** Paths in the spec that a form field feeds, to show an error of the server at its field. */
const FIELD_OF_PATH: [RegExp, keyof EnvironmentForm][] = [
  [/^environment/, 'tenant'],
  [/^reason/, 'reason'],
  [/^spec\.users/, 'namedUsers'],
  [/^spec\.data\.databaseGiB/, 'databaseGiB'],
  [/^spec\.data\.filestoreGiB/, 'filestoreGiB'],
  [/^spec\.database/, 'database'],
  [/^spec\.hostnames/, 'hostname'],
  [/^spec\.odoo\.series/, 'series'],
  [/^spec\.odoo\.release/, 'release'],
  [/^spec\.legalEntities\.\d+\.timeZone/, 'timeZone'],
  [/^spec\.legalEntities/, 'calendar'],
  [/^spec\.owner/, 'owner'],
  [/^spec\.businessServices/, 'businessServices'],
  [/^spec\.tenancy/, 'tenancy'],
  [/^spec\.tier/, 'tier'],
  [/^spec\.region/, 'region'],
  [/^spec\.recoveryRegion/, 'recoveryRegion'],
  [/^spec\.schedule/, 'schedule'],
];

/** The form field behind a path of a field error, if there is one. */
export function formFieldOf(path: string): keyof EnvironmentForm | undefined {
  return FIELD_OF_PATH.find(([pattern]) => pattern.test(path))?.[1];
}

export const blankToUndefined = (value: string | undefined) =>
  value?.trim() || undefined;
export const toNumber = (value: number | string | undefined) =>
  value === undefined || value === '' ? undefined : Number(value);

/** Maps the flat parameters to a proposal; what was left out stays out and gets its default from `completeSpec`. */
export function proposalFromForm(form: EnvironmentForm) {
  const calendar = blankToUndefined(form.calendar);
  const timeZone = blankToUndefined(form.timeZone);
  const hostname = blankToUndefined(form.hostname);
  const spec = prune({
    owner: blankToUndefined(form.owner),
    businessServices: form.businessServices?.length
      ? form.businessServices
      : undefined,
    tenancy: blankToUndefined(form.tenancy),
    tier: toNumber(form.tier),
    region: blankToUndefined(form.region),
    recoveryRegion: blankToUndefined(form.recoveryRegion),
    odoo: prune({
      series: blankToUndefined(form.series),
      release: blankToUndefined(form.release),
    }),
    users: prune({ named: toNumber(form.namedUsers) }),
    data: prune({
      databaseGiB: toNumber(form.databaseGiB),
      filestoreGiB: toNumber(form.filestoreGiB),
    }),
    database: prune({ kind: blankToUndefined(form.database) }),
    hostnames: hostname ? [hostname] : undefined,
    legalEntities:
      calendar || timeZone
        ? [prune({ id: calendar, calendar, timeZone })]
        : undefined,
    schedule: blankToUndefined(form.schedule),
  });
  return {
    kind: 'create' as const,
    environment: `${form.tenant}/${form.stage}`,
    spec,
    reason: form.reason,
  };
}

export function prune<T extends Record<string, unknown>>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, member]) =>
        member !== undefined &&
        !(
          typeof member === 'object' &&
          member !== null &&
          !Array.isArray(member) &&
          Object.keys(member).length === 0
        ),
    ),
  ) as Partial<T>;
}
