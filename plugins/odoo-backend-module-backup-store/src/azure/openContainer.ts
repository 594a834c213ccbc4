import { TokenCredential } from '@azure/core-auth';
import { DefaultAzureCredential } from '@azure/identity';
import { InputError } from '@backstage/errors';
import { AzureBlobStore } from './AzureBlobStore';
import { AzureCredential, STORAGE_SCOPE, parseEndpoint } from './http';
import { blobServiceAt } from './blobService';

const IP_OR_LOCALHOST = /^(localhost|\d{1,3}(\.\d{1,3}){3}|\[.*\])$/;

export interface OpenedContainer {
  store: AzureBlobStore;
  /** What the URL names below the container; empty, or ending in `/`. */
  prefix: string;
  close(): Promise<void>;
}

/**
 * Opens a container by its URL, such as `https://account.blob.core.windows.net/container/folder` or, on
 * loopback, `http://127.0.0.1:10000/account/container`. A SAS in the URL counts before `options`; with none of
 * them it is DefaultAzureCredential over https and no credential on loopback.
 *
 * @throws InputError when it is no such URL; the message does not repeat a credential.
 */
export function openContainer(
  url: string,
  options: { credential?: TokenCredential; sas?: string } = {},
): OpenedContainer {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed) throw new InputError('The container is not given as a URL');
  const inUrl = parsed.search;
  parsed.search = '';
  const whole = parseEndpoint(parsed.href, 'The container');
  const [path, rest] = splitPath(whole);
  if (path.length === 0) throw new InputError(`${whole} names no container`);
  const container = path[path.length - 1];
  whole.pathname = path.slice(0, -1).join('/');
  const connection = blobServiceAt({
    endpoint: whole,
    credential: credentialOf(whole, {
      ...options,
      ...(inUrl && { sas: inUrl }),
    }),
  });
  return {
    store: new AzureBlobStore(connection, container),
    prefix: rest.map(part => `${part}/`).join(''),
    close: () => connection.close(),
  };
}

/** Emulators have the account as the first part of the path. */
function splitPath({ hostname, pathname }: URL): [string[], string[]] {
  const parts = pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const depth = IP_OR_LOCALHOST.test(hostname) ? 2 : 1;
  return parts.length < depth
    ? [[], []]
    : [parts.slice(0, depth), parts.slice(depth)];
}

function credentialOf(
  { protocol }: URL,
  { credential, sas }: { credential?: TokenCredential; sas?: string },
): AzureCredential {
  if (sas) return { sasToken: sas };
  if (credential) return { identity: credential, scope: STORAGE_SCOPE };
  return protocol === 'https:'
    ? { identity: new DefaultAzureCredential(), scope: STORAGE_SCOPE }
    : 'anonymous';
}
