import { isError } from '@backstage/errors';
import { ApiStatusError } from './ApiStatusError';

/**
 * Codes of the operating system and of undici for a server that is not there or breaks off. Those for a
 * network or name service that fails on our side (EAI_AGAIN, ENETUNREACH) are left out: they say nothing about it.
 */
const SILENCE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'UND_ERR_SOCKET',
]);

/** And those for one that is too slow. */
const SLOWNESS: ReadonlySet<unknown> = new Set([
  'ETIMEDOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
]);

/**
 * Why the cluster itself does not answer, in words. Undefined for what is our own affair: a credential that is
 * refused, a certificate that we do not trust, a run that was cancelled.
 */
export function unreachableReason(error: unknown): string | undefined {
  if (!isError(error)) return undefined;
  if (error instanceof ApiStatusError) {
    return error.status >= 500 ? error.message : undefined;
  }
  const { code } = error;
  if (error.name === 'TimeoutError' || SLOWNESS.has(code)) {
    return 'it gave no answer in time';
  }
  if (typeof code !== 'string' || !SILENCE.has(code)) return undefined;
  return error.message || code;
}
