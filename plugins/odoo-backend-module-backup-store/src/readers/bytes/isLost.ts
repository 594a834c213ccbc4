import { BlobStoreError } from '../../store';
import { MalformedBackup } from './MalformedBackup';

/**
 * The store answered, and what it holds is not what it listed. What is gone since it was listed is not lost: whoever
 * keeps the store tidy deletes while we read.
 */
export function isLost(error: unknown): boolean {
  return (
    error instanceof MalformedBackup ||
    (error instanceof BlobStoreError && error.kind === 'garbled')
  );
}
