import { BlobStoreError } from '../../../store';
import { IniError } from './IniError';

export interface Loaded<T> {
  value: T;
  /** Why the file itself could not be believed and its copy was read instead, as the tool would. */
  copyUsedBecause?: string;
}

/** Neither a file nor its copy can be believed. */
export class Unbelievable extends Error {
  readonly name = 'Unbelievable';

  constructor(
    readonly file: string,
    readonly kind: IniError['kind'] | 'missing',
    message: string,
  ) {
    super(message);
  }
}

/**
 * pgBackRest writes every file that it relies on twice and silently takes the copy when the first is bad.
 *
 * @throws Unbelievable when both are bad, BlobStoreError when the store does not tell
 */
export async function loadWithCopy<T>(
  file: string,
  load: (name: string) => Promise<T>,
): Promise<Loaded<T>> {
  const first = await attempt(file, load);
  if ('value' in first) return first;
  const copy = await attempt(`${file}.copy`, load);
  if ('value' in copy) {
    return { value: copy.value, copyUsedBecause: first.reason };
  }
  // A file that was not looked at to its end, or could not be, may be good: that outweighs a bad copy.
  const kind = [first.kind, copy.kind].find(
    each => each === 'encrypted' || each === 'too-large',
  );
  throw new Unbelievable(
    file,
    kind ?? first.kind,
    first.reason === copy.reason
      ? `${first.reason}, and so is its copy`
      : `${first.reason}, and its copy: ${copy.reason}`,
  );
}

async function attempt<T>(
  name: string,
  load: (name: string) => Promise<T>,
): Promise<{ value: T } | { kind: Unbelievable['kind']; reason: string }> {
  try {
    return { value: await load(name) };
  } catch (error) {
    if (error instanceof IniError) {
      return { kind: error.kind, reason: error.message };
    }
    if (error instanceof BlobStoreError && error.kind === 'not-found') {
      return { kind: 'missing', reason: 'it is missing' };
    }
    throw error;
  }
}
