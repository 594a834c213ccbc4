import { z } from 'zod';
import { DNS_LABEL } from '../validation/names';
import { STAGES, Stage, stageSchema } from './stage';

/** Leaves room for `odoo-` and the longest stage within the 63 characters of a namespace. */
export const TENANT_MAX_LENGTH = 40;

/**
 * A tenant name. One ending in `-pre` is refused: `x-pre` + `production` and `x` + `pre-production`
 * would share a namespace.
 */
export const tenantSchema = z
  .string()
  .min(2)
  .max(TENANT_MAX_LENGTH)
  .regex(DNS_LABEL)
  .refine(name => !name.endsWith('-pre'), 'must not end in -pre');

export interface EnvironmentRef {
  tenant: string;
  stage: Stage;
}

/** `<tenant>/<stage>` */
export function formatEnvironmentRef(ref: EnvironmentRef): string {
  return `${ref.tenant}/${ref.stage}`;
}

export const environmentRefSchema = z
  .string()
  .max(TENANT_MAX_LENGTH + 20)
  .transform((value, context): EnvironmentRef => {
    const [tenant, stage, ...rest] = value.split('/');
    const parsedTenant = tenantSchema.safeParse(tenant);
    const parsedStage = stageSchema.safeParse(stage);
    if (parsedTenant.success && parsedStage.success && rest.length === 0) {
      return { tenant: parsedTenant.data, stage: parsedStage.data };
    }
    context.addIssue({
      code: 'custom',
      message: 'must be <tenant>/<stage>',
    });
    return z.NEVER;
  });

/** What a reference accepts, in words for error messages. */
export const ENVIRONMENT_REF_ACCEPTED = `<tenant>/<stage>: a tenant of 2 to ${TENANT_MAX_LENGTH} lower-case letters, digits and hyphens, not ending in -pre, and a stage of ${STAGES.join(
  ', ',
)}`;

/** `<tenant>-<stage>`: value of `app.kubernetes.io/part-of`, name of the Application and of the catalog Component. */
export function environmentName(ref: EnvironmentRef): string {
  return `${ref.tenant}-${ref.stage}`;
}

export function environmentNamespace(ref: EnvironmentRef): string {
  return `odoo-${environmentName(ref)}`;
}
