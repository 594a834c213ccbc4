import { isError } from '@backstage/errors';
import { BlobStoreError, BlobStoreErrorKind } from '../../store';

/** Codes and names by which undici and its parser tell of what no HTTP server may send. */
const GARBLED = /^(HPE_|UND_ERR_HEADERS_OVERFLOW|HTTPParserError)/;

const ARCHIVED = ['BlobArchived', 'BlobBeingRehydrated'];

/** What a status says. Azure's own code is passed on when it looks like one: the answer is untrusted. */
export function statusError(
  subject: string,
  status: number,
  code: string | undefined,
  retryAfterMs?: number,
): BlobStoreError {
  const reason = code && /^[A-Za-z]{1,64}$/.test(code) ? ` (${code})` : '';
  const { kind, words } = statusMeaning(status, code);
  return new BlobStoreError(kind, `${subject}: ${words}${reason}`, {
    retryAfterMs,
  });
}

function statusMeaning(
  status: number,
  code: string | undefined,
): { kind: BlobStoreErrorKind; words: string } {
  if (status === 401 || status === 403) {
    return { kind: 'forbidden', words: `refused with ${status}` };
  }
  if (status === 404) return { kind: 'not-found', words: 'does not exist' };
  if (status === 409 && code && ARCHIVED.includes(code)) {
    return {
      kind: 'archived',
      words: 'is in the archive tier and has to be rehydrated first',
    };
  }
  if (status === 429 || status === 503) {
    return { kind: 'throttled', words: `throttled with ${status}` };
  }
  if (status >= 500) {
    return { kind: 'unavailable', words: `failed with ${status}` };
  }
  if (status >= 300 && status < 400) {
    return {
      kind: 'garbled',
      words: `answered with ${status}, and redirects are not followed`,
    };
  }
  return { kind: 'garbled', words: `answered with ${status}` };
}

/** What went wrong with the connection, in the words of a store; anything else is passed on as it is. */
export function connectionError(
  subject: string,
  error: unknown,
  signal?: AbortSignal,
): unknown {
  if (signal?.aborted) return signal.reason;
  if (!isError(error)) return error;
  const code = typeof error.code === 'string' ? error.code : error.name;
  if (GARBLED.test(code)) {
    return new BlobStoreError('garbled', `${subject}: no HTTP (${code})`, {
      cause: error,
    });
  }
  if (error.code === undefined) return error;
  return new BlobStoreError(
    'unavailable',
    `${subject}: no answer, or one that ended early (${code})`,
    { cause: error },
  );
}
