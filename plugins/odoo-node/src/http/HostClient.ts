import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
  isError,
} from '@backstage/errors';
import { z } from 'zod';
import { HostRefusal } from './HostRefusal';
import { UnclearAnswer } from './UnclearAnswer';
import { readBounded } from './readBounded';
import { waitAsked } from './retryAfter';

const TIMEOUT_MS = 20_000;
/** Beyond this nobody is well served by silence: the next request asks whether the limit still holds. */
const MAX_WAIT_MS = 60 * 60_000;
/** Where a host says that it limits requests, and not for how long. */
const WAIT_MS = 60_000;
const MAX_REASON_LENGTH = 300;

/** The host's own words, where it gives any: `message` at GitHub and Azure DevOps alike. */
const reasonSchema = z.object({ message: z.string() });

export interface HostClientOptions {
  /** In words, for messages. */
  title: string;
  /** Base URL of the API. Nothing else is ever asked: redirects are refused. */
  api: URL;
  headers: Readonly<Record<string, string>>;
  /** Authorization, fetched for every request: tokens end. */
  authorize(): Promise<Readonly<Record<string, string>>>;
}

export interface HostRequest<T> {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Segments below the API; each is encoded. */
  path: readonly (string | number)[];
  query?: Readonly<Record<string, string | number>>;
  body?: object;
  /** What the answer must look like; anything else is an outage, never a verdict. */
  answer: z.ZodType<T>;
}

/**
 * Asks the API of one host. Fails with ServiceUnavailableError when it cannot be asked or makes no sense, with
 * NotAllowedError when it does not let the portal in, with HostRefusal when it says no.
 */
export class HostClient {
  #notBefore = 0;

  constructor(private readonly options: HostClientOptions) {
    const { protocol, hostname } = options.api;
    const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
    if (protocol !== 'https:' && !loopback) {
      throw new InputError(`${options.title} must be asked by https`);
    }
  }

  async ask<T>(request: HostRequest<T>): Promise<T> {
    const { title } = this.options;
    if (Date.now() < this.#notBefore) throw this.#busy();
    const response = await this.#send(request);
    const wait = waitAsked(response, Date.now());
    if (wait !== undefined) {
      this.#notBefore = Date.now() + Math.min(wait, MAX_WAIT_MS);
    }
    const text = await readBounded(response).catch(error => {
      throw this.#unreachable(error);
    });
    if (!response.ok) throw this.#failed(response.status, text, wait);
    // Azure DevOps answers 203 with a sign-in page to credentials that it does not know.
    if (response.status === 203) throw this.#keptOut(response.status);
    const parsed = request.answer.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    throw new UnclearAnswer(
      `${title} answered what cannot be understood: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }

  async #send({
    method = 'GET',
    path,
    query = {},
    body,
  }: HostRequest<unknown>) {
    const { api, headers, authorize } = this.options;
    const url = new URL(api);
    // Encoded or not, these two would climb out of the API.
    if (path.some(segment => segment === '.' || segment === '..')) {
      throw new InputError('No part of a path may be . or ..');
    }
    const below = path.map(segment => encodeURIComponent(segment)).join('/');
    url.pathname = `${url.pathname.replace(/\/$/, '')}/${below}`;
    for (const [key, value] of Object.entries(query)) {
      url.searchParams.set(key, String(value));
    }
    // Of the credentials too: those of an App or of Entra ID are asked for elsewhere, by code that may wait for ever.
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      return await fetch(url, {
        method,
        headers: {
          'user-agent': 'plumbline',
          ...headers,
          ...(body && { 'content-type': 'application/json' }),
          ...(await within(signal, authorize())),
        },
        body: body && JSON.stringify(body),
        redirect: 'manual',
        signal,
      });
    } catch (error) {
      throw this.#unreachable(error);
    }
  }

  #failed(status: number, text: string, wait: number | undefined): Error {
    const { title } = this.options;
    const limited = status === 403 && /rate limit/i.test(reasonOf(text));
    if (limited && wait === undefined) this.#notBefore = Date.now() + WAIT_MS;
    if (limited || wait !== undefined) return this.#busy();
    if (status === 401 || status === 403) return this.#keptOut(status, text);
    if (status >= 300 && status < 400) {
      return new NotAllowedError(
        `${title} answers with a redirect (${status}): the repository was moved, or the credentials of integrations are not accepted`,
      );
    }
    if (status >= 500 || status === 408) {
      return new ServiceUnavailableError(`${title} answers with ${status}`);
    }
    return new HostRefusal(title, status, reasonOf(text));
  }

  #keptOut(status: number, text = ''): Error {
    const { title } = this.options;
    return new NotAllowedError(
      `${title} does not let the portal in (${status}): check the credentials of integrations and what they may do. ${reasonOf(
        text,
      )}`.trim(),
    );
  }

  #busy(): Error {
    const { title } = this.options;
    const until = new Date(this.#notBefore).toISOString();
    return new ServiceUnavailableError(
      `${title} limits requests: it is asked again after ${until}`,
    );
  }

  /** Only the kind of failure: the cause may repeat the request. */
  #unreachable(error: unknown): Error {
    const kind = isError(error) ? error.name : 'unknown error';
    return new ServiceUnavailableError(
      `${this.options.title} cannot be reached (${kind})`,
    );
  }
}

function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    work.then(resolve, reject);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: no schema takes it.
    return undefined;
  }
}

function reasonOf(text: string): string {
  const parsed = reasonSchema.safeParse(parseJson(text));
  return parsed.success
    ? parsed.data.message
        .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
        .slice(0, MAX_REASON_LENGTH)
    : '';
}
