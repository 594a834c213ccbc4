import { InputError } from '@backstage/errors';
import { FieldError, toFieldErrors } from '@plumbline/plugin-odoo-common';
import { z } from 'zod';

/**
 * A 400 that names every wrong field. The Backstage error middleware serialises the error's own
 * fields, so `details` reaches the client as `error.details`.
 */
export function fieldErrors(details: FieldError[]): InputError {
  const summary = details.map(({ path, message }) => `${path} ${message}`);
  return Object.assign(new InputError(summary.join('; ')), { details });
}

/**
 * Parses untrusted input. Fails with `fieldErrors`.
 *
 * @param accepted - what a field takes in words, by its path with array indices as `*`
 */
export function parseOrThrow<T extends z.ZodType>(
  schema: T,
  input: unknown,
  accepted: (path: string) => string | undefined,
): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw fieldErrors(toFieldErrors(parsed.error, accepted));
  return parsed.data;
}
