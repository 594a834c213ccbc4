export type BlobStoreErrorKind =
  /** The blob or container does not exist (any more). */
  | 'not-found'
  | 'forbidden'
  /** 429 or 503: ask later. */
  | 'throttled'
  /** No answer, a broken connection, or an answer that ended early. */
  | 'unavailable'
  /** The answer is not what the protocol promises, such as a lying length. */
  | 'garbled'
  /** More bytes than the reader is willing to hold. */
  | 'too-large'
  /** In the archive tier: it has to be rehydrated before it can be read. */
  | 'archived';

/** Why a store could not tell something; the message names the blob and never a credential. */
export class BlobStoreError extends Error {
  readonly name = 'BlobStoreError';

  constructor(
    readonly kind: BlobStoreErrorKind,
    message: string,
    options?: { cause?: unknown; retryAfterMs?: number },
  ) {
    super(message, { cause: options?.cause });
    this.retryAfterMs = options?.retryAfterMs;
  }

  readonly retryAfterMs?: number;
}
