import { Agent, Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { AzureAnswer } from './AzureAnswer';
import { Authorize, AzureCredential, authorizeBy } from './AzureCredential';
import { connectionError, statusError } from './errors';
import { encodeText } from './endpoint';
import {
  DEFAULT_RETRY,
  RetryPolicy,
  parseRetryAfter,
  withRetries,
} from './retry';

const CONNECT_TIMEOUT_MS = 10_000;
/** Between two pieces of an answer; how long all of it may take is the caller's affair. */
const ANSWER_TIMEOUT_MS = 30_000;
const MAX_HEADER_BYTES = 32 * 1024;

export interface AzureRequest {
  /** For messages: what it is about. */
  subject: string;
  /** PUT is of who publishes: a connection to a backup store only reads. */
  method?: 'GET' | 'HEAD' | 'PUT';
  /** Below the endpoint, percent-encoded, beginning with `/`. */
  path: string;
  query?: Readonly<Record<string, string>>;
  /** `bytes=0-99`; a range beyond the end is answered with status 416. */
  range?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  signal?: AbortSignal;
}

export interface ConnectionOptions {
  endpoint: URL;
  credential: AzureCredential;
  /** Of every request. */
  headers?: Readonly<Record<string, string>>;
  retry?: RetryPolicy;
}

/**
 * Asks one host of Azure and no other: redirects are refused. Not the SDK: its client unpacks what
 * carries `Content-Encoding`, so that lengths no longer fit, its parser blocks the event loop for a whole page
 * of a listing, and its waits for a throttled service have no limit.
 */
export class AzureConnection {
  readonly endpoint: URL;
  readonly #authorize: Authorize;
  readonly #dispatcher: Dispatcher;
  readonly #headers: ConnectionOptions['headers'];
  readonly #retry: RetryPolicy;
  #calls = 0;

  constructor({ endpoint, credential, headers, retry }: ConnectionOptions) {
    this.endpoint = endpoint;
    this.#authorize = authorizeBy(credential);
    this.#headers = headers;
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
    question: AzureRequest,
    use: (answer: AzureAnswer) => T | Promise<T>,
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
  async open(question: AzureRequest): Promise<AzureAnswer> {
    return withRetries(this.#retry, question.signal, () =>
      this.#send(question),
    );
  }

  async close(): Promise<void> {
    await this.#dispatcher.close();
  }

  async #send(question: AzureRequest): Promise<AzureAnswer> {
    const { subject, method = 'GET', range, body, signal } = question;
    signal?.throwIfAborted();
    const { query, headers, endedAt } = await this.#authorize(signal);
    const url = this.#url(question, query);
    this.#calls += 1;
    const response = await request(url, {
      method,
      body,
      dispatcher: this.#dispatcher,
      signal,
      headers: {
        ...this.#headers,
        'user-agent': 'plumbline',
        'accept-encoding': 'identity',
        ...(range && { range }),
        ...question.headers,
        ...headers,
      },
    }).catch(error => Promise.reject(connectionError(subject, error, signal)));
    const answer = new AzureAnswer(subject, response, signal);
    const { status } = answer;
    const accepted = status >= 200 && status < 300;
    if (accepted || (range && status === 416)) return answer;
    answer.discard();
    throw statusError(
      endedAt && status === 403
        ? `${subject}: the SAS ended at ${endedAt}`
        : subject,
      status,
      answer.header('x-ms-error-code'),
      parseRetryAfter(answer.header('retry-after'), Date.now()),
    );
  }

  #url({ path, query = {} }: AzureRequest, sas?: string): string {
    const parameters = Object.entries(query).map(
      ([key, value]) => `${key}=${encodeText(value)}`,
    );
    const search = [...parameters, ...(sas ? [sas] : [])].join('&');
    const url = `${this.endpoint.href.replace(/\/$/, '')}${path}`;
    return search ? `${url}?${search}` : url;
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
