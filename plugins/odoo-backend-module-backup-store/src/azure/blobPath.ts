import { BlobStoreError } from '../store';
import { encodeText } from './http';

/**
 * Path of a container or blob below its account. A name with `.` or `..` between its slashes has none: every
 * client on the way would resolve it to another blob.
 */
export function blobPath(container: string, blob?: string): string {
  const parts =
    blob === undefined ? [container] : [container, ...blob.split('/')];
  if (parts.some(part => part === '.' || part === '..')) {
    throw new BlobStoreError(
      'garbled',
      `${
        blob ?? container
      }: no URL can carry a name with . or .. between its slashes`,
    );
  }
  return `/${parts.map(encodeText).join('/')}`;
}
