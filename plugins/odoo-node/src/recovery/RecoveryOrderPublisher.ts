/** A text file by its path in the destination. */
export interface PublishedDocument {
  path: string;
  content: string;
}

/** One place in which the recovery order is kept for the day on which the portal is gone. */
export interface RecoveryOrderPublisher {
  /** Names the place in logs and audit events; holds no credential. */
  readonly destination: string;
  /** Where the place lies: not where the portal runs, for both would be gone together. */
  readonly region: string;
  /** Writes every document, over the one of the same path. The message of an error holds no credential. */
  publish(
    documents: readonly PublishedDocument[],
    options?: { signal?: AbortSignal },
  ): Promise<void>;
}
