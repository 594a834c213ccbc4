import { ResponseError } from '@backstage/errors';
import { FieldError, fieldErrorSchema } from '@plumbline/plugin-odoo-common';

/** The wrong fields that a 400 names in `error.details[]`; empty for any other error. */
export function fieldErrorsOf(error: Error): FieldError[] {
  if (error.name !== 'ResponseError') return [];
  const { details } = (error as ResponseError).body.error as {
    details?: unknown;
  };
  const parsed = fieldErrorSchema.array().safeParse(details);
  return parsed.success ? parsed.data : [];
}
