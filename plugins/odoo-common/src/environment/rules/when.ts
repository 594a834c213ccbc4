import { FieldError } from '../../validation/fieldError';

/** The error when the condition holds. */
export const when = (condition: boolean, error: FieldError): FieldError[] =>
  condition ? [error] : [];

/** What is accepted, as a list of words. */
export const oneOf = (values: readonly string[]) =>
  `one of ${values.join(', ')}`;
