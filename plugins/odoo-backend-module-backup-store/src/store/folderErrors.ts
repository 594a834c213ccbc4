import { BlobStoreError, BlobStoreErrorKind } from './BlobStoreError';

const KINDS: Partial<Record<string, BlobStoreErrorKind>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  ELOOP: 'forbidden',
};

/** Such as `ENOENT`; undefined for errors that are not of the file system. */
export function systemCode(error: unknown): string | undefined {
  const code = Object(error).code;
  return typeof code === 'string' ? code : undefined;
}

/** An error of the file system in the words of a store; anything else is left as it is. */
export function asStoreError(subject: string, error: unknown): unknown {
  const code = systemCode(error);
  if (!code || error instanceof BlobStoreError) return error;
  const kind = KINDS[code] ?? 'unavailable';
  const what = kind === 'not-found' ? 'does not exist' : 'cannot be read';
  return new BlobStoreError(kind, `${subject} ${what} (${code})`, {
    cause: error,
  });
}
