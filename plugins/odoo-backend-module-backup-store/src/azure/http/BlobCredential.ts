import { TokenCredential } from '@azure/core-auth';
import { InputError, toError } from '@backstage/errors';
import { BlobStoreError } from '../../store';

/** A SAS, an identity, or nothing: a container that anybody may read. */
export type BlobCredential =
  | { sasToken: string }
  | { identity: TokenCredential }
  | 'anonymous';

const SCOPE = 'https://storage.azure.com/.default';
/** A token is renewed this long before it ends. */
const RENEW_MS = 5 * 60_000;

/** What is added to a request: a query or a header. */
export interface Authorization {
  query?: string;
  headers?: { authorization: string };
}

/** Turns a credential into what requests carry. Neither ever gets into a message. */
export class Authorizer {
  readonly #credential: BlobCredential;
  readonly #sas?: string;
  #token?: { value: string; expiresAt: number };

  constructor(credential: BlobCredential) {
    this.#credential = credential;
    if (credential !== 'anonymous' && 'sasToken' in credential) {
      this.#sas = credential.sasToken.trim().replace(/^\?/, '');
      if (!new URLSearchParams(this.#sas).has('sig')) {
        throw new InputError('credential.sasToken is not a SAS: it has no sig');
      }
    }
  }

  async authorize(now: number, signal?: AbortSignal): Promise<Authorization> {
    if (this.#credential === 'anonymous') return {};
    if ('sasToken' in this.#credential) return { query: this.#sas };
    const token = await this.#current(this.#credential.identity, now, signal);
    return { headers: { authorization: `Bearer ${token}` } };
  }

  /** When the SAS ended, if it has: the store itself only says that it refuses. */
  expiredAt(now: number): string | undefined {
    const end = new URLSearchParams(this.#sas).get('se') ?? '';
    const at = Date.parse(end);
    return at <= now ? new Date(at).toISOString() : undefined;
  }

  async #current(
    identity: TokenCredential,
    now: number,
    signal?: AbortSignal,
  ): Promise<string> {
    if (!this.#token || this.#token.expiresAt - RENEW_MS <= now) {
      this.#token = await requestToken(identity, signal);
    }
    return this.#token.value;
  }
}

async function requestToken(identity: TokenCredential, signal?: AbortSignal) {
  try {
    const token = await identity.getToken(SCOPE, { abortSignal: signal });
    if (token)
      return { value: token.token, expiresAt: token.expiresOnTimestamp };
  } catch (error) {
    signal?.throwIfAborted();
    const [reason] = toError(error).message.split('\n');
    throw new BlobStoreError(
      'forbidden',
      `The portal's identity got no token for Azure Storage: ${reason}`,
      { cause: error },
    );
  }
  throw new BlobStoreError(
    'forbidden',
    "The portal's identity got no token for Azure Storage",
  );
}
