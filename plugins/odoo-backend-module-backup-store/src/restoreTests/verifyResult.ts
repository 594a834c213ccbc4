import { verify } from 'node:crypto';
import {
  RESTORE_TEST_PAYLOAD_TYPE,
  RestoreTestResult,
  SignedRestoreTest,
  preAuthenticationEncoding,
  restoreTestEnvelopeSchema,
  restoreTestResultSchema,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { VerificationKey, maySpeakFor } from './VerificationKey';

type Envelope = z.infer<typeof restoreTestEnvelopeSchema>;

export interface FoundResult {
  content: Buffer;
  /** Path in the store, for people. */
  link: string;
  /** `<tenant>/<stage>`, by the folder that it lay in. */
  environment: string;
  /** When the store got it, by the store's own clock. */
  writtenAt: Date;
}

/** By which the clock of a Job may be ahead of the store's. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;

/** A result with its proof, or why it is none. */
export type Verified = SignedRestoreTest | { problem: string };

/**
 * Reads a result and tells whether its signature proves it. Who can write to the store can write anything: the
 * signature decides, and the folder only says what the signed environment has to be.
 */
export function verifyResult(
  { content, link, environment, writtenAt }: FoundResult,
  keys: readonly VerificationKey[],
): Verified {
  const envelope = restoreTestEnvelopeSchema.safeParse(parseJson(content));
  if (!envelope.success) {
    return { problem: `${link} is no envelope of a restore test` };
  }
  const payload = Buffer.from(envelope.data.payload, 'base64');
  const result = restoreTestResultSchema.safeParse(parseJson(payload));
  if (!result.success) {
    const [{ path, message }] = result.error.issues;
    return {
      problem: `${link} holds no result: ${path.join('.')} ${message}`,
    };
  }
  const reason =
    result.data.environment === environment
      ? whyUnproven(envelope.data, payload, environment, keys) ??
        whyContradictory(result.data, writtenAt)
      : `It is a result of ${result.data.environment}`;
  return {
    result: result.data,
    link,
    ...(reason ? { proof: 'claimed', reason } : { proof: 'signed' }),
  };
}

/** The reason of the signature that came closest; undefined when one holds. */
function whyUnproven(
  { payloadType, signatures }: Envelope,
  payload: Buffer,
  environment: string,
  keys: readonly VerificationKey[],
): string | undefined {
  if (payloadType !== RESTORE_TEST_PAYLOAD_TYPE) {
    return 'It is signed as something else than a restore test';
  }
  const covered = preAuthenticationEncoding(payloadType, payload);
  let reason = 'It is not signed';
  for (const { keyid, sig } of signatures) {
    const key = keys.find(({ id }) => id === keyid);
    if (!key) reason = `The portal does not know the key ${keyid}`;
    else if (!maySpeakFor(key, environment)) {
      reason = `The key ${keyid} may not speak for ${environment}`;
    } else if (verify(null, covered, key.key, Buffer.from(sig, 'base64'))) {
      return undefined;
    } else reason = `The signature of key ${keyid} does not fit the result`;
  }
  return reason;
}

/**
 * Why a result cannot be true, whoever signed it: one that is dated ahead would stay fresh, and before each later
 * failure; one that ended before it began, or passed with a failed check, proves nothing.
 */
function whyContradictory(
  { startedAt, finishedAt, outcome, phases, checks }: RestoreTestResult,
  writtenAt: Date,
): string | undefined {
  const finished = Date.parse(finishedAt);
  if (finished > writtenAt.getTime() + CLOCK_SKEW_MS) {
    return 'It says that it ended after it was written: the clock of its cluster is wrong';
  }
  if (finished < Date.parse(startedAt)) {
    return 'It says that it ended before it began';
  }
  const failed = [...phases, ...checks].some(step => step.outcome === 'failed');
  return failed && outcome === 'passed'
    ? 'It says that it passed, and names something that failed'
    : undefined;
}

/** Undefined for what is no JSON: no schema takes that. */
function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
