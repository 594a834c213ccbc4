import { ConflictError, NotAllowedError } from '@backstage/errors';
import { Refusal } from '@plumbline/plugin-odoo-common';

/** A refusal of the rules as the error that HTTP knows: 403 or 409. */
export function refusalError({ refused, message }: Refusal): Error {
  return refused === 'forbidden'
    ? new NotAllowedError(message)
    : new ConflictError(message);
}
