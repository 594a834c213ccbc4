import { Agent, Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { BlobStoreError } from '../../store';
import { BlobAnswer } from './BlobAnswer';
import { Authorizer, BlobCredential } from './BlobCredential';
import { connectionError, statusError } from './blobErrors';
import { encodeText, resourceUrl } from './endpoint';
import {
  DEFAULT_RETRY,
  RetryPolicy,
  parseRetryAfter,
  withRetries,
} from './retry';

/** The oldest version of the service that knows `startFrom`. */
const API_VERSION = '2026-02-06';
const CONNECT_TIMEOUT_MS = 10_000;
/** Between two pieces of an answer; how long all of it may take is the caller's affair. */
const ANSWER_TIMEOUT_MS = 30_000;
const MAX_HEADER_BYTES = 32 * 1024;

export interface BlobRequest {
  /** For messages: the blob or container that it is about. */
  subject: string;
  method?: 'GET' | 'HEAD';
  /** Absent: the account itself. */
  container?: string;
  blob?: string;
  query?: Readonly<Record<string, string>>;
  /** `bytes=0-99`; a range beyond the end is answered with status 416. */
  range?: string;
  signal?: AbortSignal;
}

export interface ConnectionOptions {
  endpoint: URL;
  credential: BlobCredential;
  retry?: RetryPolicy;
}

/**
 * Asks one storage account, and no other host: redirects are refused and names cannot leave their container.
 * Not the SDK: its client unpacks what carries `Content-Encoding`, so that lengths no longer fit, its parser
 * blocks the event loop for the whole of a page, and its waits for a throttled service have no limit.
 */
export class BlobConnection {
  readonly endpoint: URL;
  readonly #authorizer: Authorizer;
  readonly #dispatcher: Dispatcher;
  readonly #retry: RetryPolicy;
  #calls = 0;

  constructor({ endpoint, credential, retry }: ConnectionOptions) {
    this.endpoint = endpoint;
    this.#authorizer = new Authorizer(credential);
    this.#retry = retry ?? DEFAULT_RETRY;
    this.#dispatcher = dispatcherFor(endpoint);
  }

  /** Requests that were sent, repetitions included. */
  get calls(): number {
    return this.#calls;
  }

  /**
   * Asks and hands the answer to `use`; both again when either fails for a reason that passes.
   *
   * @throws BlobStoreError
   */
  async ask<T>(
    question: BlobRequest,
    use: (answer: BlobAnswer) => T | Promise<T>,
  ): Promise<T> {
    return withRetries(this.#retry, question.signal, async () => {
      const answer = await this.#send(question);
      try {
        return await use(answer);
      } finally {
        answer.discard();
      }
    });
  }

  /** The answer itself, for who reads its body and then discards it. */
  async open(question: BlobRequest): Promise<BlobAnswer> {
    return withRetries(this.#retry, question.signal, () =>
      this.#send(question),
    );
  }

  /** Without any credential. */
  urlOf(container: string, blob?: string): string {
    const url = resourceUrl(this.endpoint, container, blob);
    if (url !== undefined) return url;
    throw new BlobStoreError(
      'garbled',
      `${
        blob ?? container
      }: no URL can carry a name with . or .. between its slashes`,
    );
  }

  async close(): Promise<void> {
    await this.#dispatcher.close();
  }

  async #send(question: BlobRequest): Promise<BlobAnswer> {
    const { subject, method = 'GET', range, signal } = question;
    signal?.throwIfAborted();
    const { query, headers } = await this.#authorizer.authorize(
      Date.now(),
      signal,
    );
    const url = this.#url(question, query);
    this.#calls += 1;
    const response = await request(url, {
      method,
      dispatcher: this.#dispatcher,
      signal,
      headers: {
        'x-ms-version': API_VERSION,
        'user-agent': 'plumbline',
        'accept-encoding': 'identity',
        ...(range && { range }),
        ...headers,
      },
    }).catch(error => Promise.reject(connectionError(subject, error, signal)));
    const answer = new BlobAnswer(subject, response, signal);
    const { status } = answer;
    const accepted = status >= 200 && status < 300;
    if (accepted || (range && status === 416)) return answer;
    answer.discard();
    throw this.#refusal(subject, answer);
  }

  #url({ container, blob, query = {} }: BlobRequest, sas?: string): string {
    const path =
      container === undefined
        ? `${this.endpoint.href.replace(/\/$/, '')}/`
        : this.urlOf(container, blob);
    const parameters = Object.entries(query).map(
      ([key, value]) => `${key}=${encodeText(value)}`,
    );
    const search = [...parameters, ...(sas ? [sas] : [])].join('&');
    return search ? `${path}?${search}` : path;
  }

  #refusal(subject: string, answer: BlobAnswer): BlobStoreError {
    const now = Date.now();
    const expired = answer.status === 403 && this.#authorizer.expiredAt(now);
    return statusError(
      expired ? `${subject}: the SAS ended at ${expired}` : subject,
      answer.status,
      answer.header('x-ms-error-code'),
      parseRetryAfter(answer.header('retry-after'), now),
    );
  }
}

function dispatcherFor(endpoint: URL): Dispatcher {
  const options = {
    connections: 16,
    pipelining: 1,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
  };
  // http is loopback only: no proxy is on the way there.
  return endpoint.protocol === 'http:'
    ? new Agent(options)
    : new EnvHttpProxyAgent(options);
}
