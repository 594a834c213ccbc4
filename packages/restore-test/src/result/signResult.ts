import { KeyObject, sign } from 'node:crypto';
import {
  RESTORE_TEST_PAYLOAD_TYPE,
  RestoreTestResult,
  preAuthenticationEncoding,
  restoreTestEnvelopeSchema,
  restoreTestResultSchema,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';

export type RestoreTestEnvelope = z.infer<typeof restoreTestEnvelopeSchema>;

/** The result in a DSSE envelope, signed with Ed25519. */
export function signResult(
  result: RestoreTestResult,
  key: KeyObject,
  keyId: string,
): RestoreTestEnvelope {
  const payload = Buffer.from(
    JSON.stringify(restoreTestResultSchema.parse(result)),
  );
  const covered = preAuthenticationEncoding(RESTORE_TEST_PAYLOAD_TYPE, payload);
  return {
    payloadType: RESTORE_TEST_PAYLOAD_TYPE,
    payload: payload.toString('base64'),
    signatures: [
      { keyid: keyId, sig: sign(null, covered, key).toString('base64') },
    ],
  };
}
