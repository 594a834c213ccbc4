import { TokenCredential } from '@azure/core-auth';
import { InputError, toError } from '@backstage/errors';
import { BlobStoreError } from '../../store';

/** A SAS, an identity with what it asks tokens for, a token, or nothing: what anybody may read. */
export type AzureCredential =
  | { sasToken: string }
  | { identity: TokenCredential; scope: string }
  | { token: string }
  | 'anonymous';

export const STORAGE_SCOPE = 'https://storage.azure.com/.default';
export const MANAGEMENT_SCOPE = 'https://management.azure.com/.default';

/** What a request carries: part of its query or a header. Neither ever gets into a message. */
export interface Authorization {
  query?: string;
  headers?: { authorization: string };
  /** When the credential ended, if that is known: the service only says that it refuses. */
  endedAt?: string;
}

export type Authorize = (signal?: AbortSignal) => Promise<Authorization>;

const bearer = (token: string): Authorization => ({
  headers: { authorization: `Bearer ${token}` },
});

/** @throws InputError when it is not what it says it is. */
export function authorizeBy(credential: AzureCredential): Authorize {
  if (credential === 'anonymous') return async () => ({});
  if ('sasToken' in credential) return bySas(credential.sasToken);
  if ('token' in credential) return async () => bearer(credential.token);
  return byIdentity(credential.identity, credential.scope);
}

function bySas(sasToken: string): Authorize {
  const query = sasToken.trim().replace(/^\?/, '');
  const fields = new URLSearchParams(query);
  if (!fields.has('sig')) {
    throw new InputError('This is not a SAS: it has no sig');
  }
  const end = new Date(fields.get('se') ?? NaN);
  return async () =>
    end.getTime() <= Date.now()
      ? { query, endedAt: end.toISOString() }
      : { query };
}

/** A token is renewed this long before it ends. */
const RENEW_MS = 5 * 60_000;

function byIdentity(identity: TokenCredential, scope: string): Authorize {
  let known: { token: string; expiresAt: number } | undefined;
  return async signal => {
    if (!known || known.expiresAt - RENEW_MS <= Date.now()) {
      known = await requestToken(identity, scope, signal);
    }
    return bearer(known.token);
  };
}

async function requestToken(
  identity: TokenCredential,
  scope: string,
  signal?: AbortSignal,
) {
  try {
    const token = await identity.getToken(scope, { abortSignal: signal });
    if (!token) throw new Error('it has none');
    return { token: token.token, expiresAt: token.expiresOnTimestamp };
  } catch (error) {
    signal?.throwIfAborted();
    const [reason] = toError(error).message.split('\n');
    throw new BlobStoreError(
      'forbidden',
      `The portal's identity gives no token for ${scope}: ${reason}`,
      { cause: error },
    );
  }
}
