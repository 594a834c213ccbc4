import { isError } from '@backstage/errors';
import { ApiStatusError } from './ApiStatusError';

/**
 * Codes of the operating system and of undici for a server that is not there or does not answer. Those for a
 * network or name service that fails on our side (EAI_AGAIN, ENETUNREACH) are left out: they say nothing about it.
 */
const SILENCE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_SOCKET',
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
  if (error.name === 'TimeoutError') return 'it gave no answer in time';
  const { code } = error;
  if (typeof code !== 'string' || !SILENCE.has(code)) return undefined;
  return error.message || code;
}
