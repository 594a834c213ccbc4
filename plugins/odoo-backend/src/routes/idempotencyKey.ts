import { canonicalJson } from '@plumbline/plugin-odoo-common';
import { createHash } from 'node:crypto';
import { Request } from 'express';
import { IdempotencyKey } from '../change/store';
import { fieldErrors } from './parse';

/**
 * The header `Idempotency-Key` of a person's request, with the hash of its body: keys of different people
 * never meet. Fails with the field errors of the header.
 */
export function idempotencyKey(
  request: Request,
  requester: string,
): IdempotencyKey | undefined {
  const key = request.header('idempotency-key');
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw fieldErrors([
      {
        path: 'Idempotency-Key',
        message: 'is not a key',
        accepted: '1 to 200 visible ASCII characters without spaces',
      },
    ]);
  }
  const body = canonicalJson(request.body ?? null);
  const bodyHash = createHash('sha256').update(body).digest('hex');
  return { requester, key, bodyHash };
}
