import { z } from 'zod';

/** Steps of a restore test, in order; each is timed. */
export const RESTORE_TEST_PHASES = [
  'fetch',
  'restore',
  'neutralise',
  'check-data',
  'start-odoo',
  'check-odoo',
] as const;
export const RESTORE_TEST_CHECKS = [
  'recovered-to',
  'row-counts',
  'newest-record',
  'attachments',
  'web-health',
  'web-login',
] as const;

/** What a test is to restore; chosen by the portal, bound into the signed result. */
export const restorePointSchema = z.object({
  /** Id of the base backup. */
  backup: z.string().max(200),
  timeline: z.int().min(1),
  /** The last WAL segment to replay. */
  segment: z.string().regex(/^[0-9A-F]{24}$/),
  /** When the store got that segment: nothing committed later is restored. */
  at: z.iso.datetime(),
  /** Of the chain that existed when the test was asked for. */
  systemId: z.string().nullable(),
  lineage: z.string().max(500),
});
export type RestorePoint = z.infer<typeof restorePointSchema>;

/** The payload that the Job signs. */
export const restoreTestResultSchema = z.object({
  version: z.literal(1),
  /** `<tenant>/<stage>` */
  environment: z.string().max(130),
  /** Id of the change that asked for it. */
  test: z.string().max(64),
  /** Chosen by the portal for this one test. */
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  point: restorePointSchema,
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  outcome: z.enum(['passed', 'failed']),
  /** One sentence: what failed, or what was proven. */
  summary: z.string().max(500),
  recovered: z
    .object({
      timeline: z.int(),
      segment: z.string(),
      lsn: z.string(),
      systemId: z.string(),
      /** Last transaction that was replayed; null when there was none after the base backup. */
      lastTransactionAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  phases: z
    .array(
      z.object({
        name: z.enum(RESTORE_TEST_PHASES),
        seconds: z.number().min(0),
        outcome: z.enum(['passed', 'failed']),
      }),
    )
    .max(20),
  checks: z
    .array(
      z.object({
        id: z.enum(RESTORE_TEST_CHECKS),
        outcome: z.enum(['passed', 'failed']),
        summary: z.string().max(500),
      }),
    )
    .max(50),
  /** Bytes of database and filestore that were brought back. */
  sizeBytes: z.number().min(0),
});
export type RestoreTestResult = z.infer<typeof restoreTestResultSchema>;

/** DSSE: https://github.com/secure-systems-lab/dsse/blob/master/envelope.md */
export const restoreTestEnvelopeSchema = z.object({
  payloadType: z.string().max(200),
  /** Base64 of the JSON of a result. */
  payload: z.string().max(90_000),
  signatures: z
    .array(z.object({ keyid: z.string().max(200), sig: z.string().max(200) }))
    .max(4),
});
export const RESTORE_TEST_PAYLOAD_TYPE =
  'application/vnd.plumbline.restore-test+json';

/**
 * The bytes that a DSSE signature covers (pre-authentication encoding):
 * `DSSEv1 <len type> <type> <len payload> <payload>`, lengths in bytes.
 */
export function preAuthenticationEncoding(
  payloadType: string,
  payload: Uint8Array,
): Uint8Array {
  const encoder = new TextEncoder();
  const type = encoder.encode(payloadType);
  const head = encoder.encode(
    `DSSEv1 ${type.length} ${payloadType} ${payload.length} `,
  );
  const whole = new Uint8Array(head.length + payload.length);
  whole.set(head);
  whole.set(payload, head.length);
  return whole;
}

/** A result as it was found in the store. */
export const signedRestoreTestSchema = z.object({
  result: restoreTestResultSchema,
  /** `signed`: by a key that the portal trusts for this environment; anything else is only claimed. */
  proof: z.enum(['signed', 'claimed']),
  /** Why it is only claimed. */
  reason: z.string().optional(),
  /** Path in the store. */
  link: z.string(),
});
export type SignedRestoreTest = z.infer<typeof signedRestoreTestSchema>;
