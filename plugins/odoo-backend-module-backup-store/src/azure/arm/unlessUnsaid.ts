import { BlobStoreError, BlobStoreErrorKind } from '../../store';

/** Resources of some kinds have no such feature, and a role may leave it out. */
const UNSAID: readonly BlobStoreErrorKind[] = ['forbidden', 'garbled'];

/** A list that not every resource has: what is not there is empty, and what may not be asked is unknown. */
export async function unlessUnsaid<T>(
  reading: Promise<T[]>,
): Promise<T[] | 'unknown'> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof BlobStoreError)) throw error;
    if (error.kind === 'not-found') return [];
    if (UNSAID.includes(error.kind)) return 'unknown';
    throw error;
  }
}
