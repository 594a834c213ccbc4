import { InputError } from '@backstage/errors';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Base URL of a service of Azure or of a stand-in for it: https, or http on loopback.
 *
 * @throws InputError that does not repeat the URL: somebody may have pasted a credential with it.
 */
export function parseEndpoint(text: string, key: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const reachable =
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!url || !reachable) {
    throw new InputError(`${key} must be a https URL, or http on loopback`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new InputError(
      `${key} must be a URL without user, query or fragment: a SAS goes into credential.sasToken`,
    );
  }
  url.pathname = url.pathname.replace(/\/*$/, '');
  return url;
}

/** Percent-encoded UTF-8; half a surrogate pair, which JSON can smuggle in, becomes U+FFFD. */
export function encodeText(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
