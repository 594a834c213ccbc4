import { z } from 'zod';
import {
  blankToUndefined,
  formFieldOf,
  numeric,
  prune,
  toNumber,
} from './form';
import { EnvironmentSpec } from './spec';

/**
 * The flat parameters of the templates that change an environment; each template asks for some of them. What is left
 * out stays as it is.
 */
export const environmentUpdateFormSchema = z.object({
  /** `<tenant>/<stage>` */
  environment: z.string(),
  namedUsers: numeric.optional(),
  databaseGiB: numeric.optional(),
  filestoreGiB: numeric.optional(),
  tier: numeric.optional(),
  recoveryRegion: z.string().optional(),
  residency: z.array(z.string()).optional(),
  /** One that is not typed yet is nothing. */
  hostnames: z.array(z.string().nullish()).optional(),
  schedule: z.string().optional(),
  expires: z.string().optional(),
  restartedAt: z.string().optional(),
  reason: z.string(),
});
export type EnvironmentUpdateForm = z.infer<typeof environmentUpdateFormSchema>;

const FIELD_OF_PATH: [RegExp, keyof EnvironmentUpdateForm][] = [
  [/^environment/, 'environment'],
  [/^spec\.residency/, 'residency'],
  [/^spec\.hostnames/, 'hostnames'],
  [/^spec\.expires/, 'expires'],
  [/^spec\.restartedAt/, 'restartedAt'],
];

const isUpdateField = (
  field: string | undefined,
): field is keyof EnvironmentUpdateForm =>
  field !== undefined && field in environmentUpdateFormSchema.shape;

/** The form field behind a path of a field error, where one of these templates has it. */
export function updateFieldOf(
  path: string,
): keyof EnvironmentUpdateForm | undefined {
  const own = FIELD_OF_PATH.find(([pattern]) => pattern.test(path))?.[1];
  if (own) return own;
  const shared = formFieldOf(path);
  return isUpdateField(shared) ? shared : undefined;
}

/** Maps the flat parameters to a proposal that names nothing but what is to be another. */
export function updateFromForm(form: EnvironmentUpdateForm) {
  const hostnames = form.hostnames?.flatMap(name => name?.trim() || []);
  const spec = prune({
    users: prune({ named: toNumber(form.namedUsers) }),
    data: prune({
      databaseGiB: toNumber(form.databaseGiB),
      filestoreGiB: toNumber(form.filestoreGiB),
    }),
    tier: toNumber(form.tier),
    recoveryRegion: blankToUndefined(form.recoveryRegion),
    residency: form.residency?.length ? form.residency : undefined,
    hostnames: hostnames?.length ? hostnames : undefined,
    schedule: blankToUndefined(form.schedule),
    expires: blankToUndefined(form.expires),
    restartedAt: blankToUndefined(form.restartedAt),
  });
  return {
    kind: 'update' as const,
    environment: form.environment,
    spec,
    reason: form.reason,
  };
}

/** What the form would have to say for the environment as it is. */
export function updateFormOf(
  spec: EnvironmentSpec,
): Omit<EnvironmentUpdateForm, 'environment' | 'reason'> {
  const { users, data, tier, recoveryRegion, residency, hostnames } = spec;
  const { schedule, expires, restartedAt } = spec;
  return {
    namedUsers: users.named,
    ...data,
    tier,
    recoveryRegion,
    residency,
    hostnames,
    schedule,
    expires,
    restartedAt,
  };
}
