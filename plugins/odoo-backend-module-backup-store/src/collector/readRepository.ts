import { RepositoryReport, TierPolicy } from '@plumbline/plugin-odoo-common';
import { BackupReader, RepositoryLocation } from '../readers';
import { BlobStore, BlobStoreError } from '../store';
import { locateRepository } from './locateRepository';
import { nothingThere } from './nothingThere';
import { Place } from './places';
import { Remembered } from './RepositoryMemory';
import { targetsOf } from './targets';

export interface RepositoryQuestion {
  store: BlobStore;
  place: Place;
  policy: TierPolicy;
  readers: readonly BackupReader[];
  remembered: Remembered;
  depth: 'metadata' | 'content';
  now: Date;
  signal: AbortSignal;
}

export interface RepositoryAnswer {
  report: RepositoryReport;
  remembered: Remembered;
}

/**
 * Reads one repository of an environment.
 *
 * @throws BlobStoreError when nothing can be said of it: what was said last is left to age.
 */
export async function readRepository(
  question: RepositoryQuestion,
): Promise<RepositoryAnswer> {
  const { store, place, readers, remembered, depth, now, signal } = question;
  const readAt = now.getTime();
  const nothing = () => ({
    report: nothingThere(place, store.url),
    remembered: { readAt },
  });
  const missing = () => isMissing(store, place, signal);
  if (!place.format && (await missing())) return nothing();
  const location =
    remembered.location ??
    (await locateRepository(store, place, readers, signal));
  if (!location) return nothing();
  const reader = readerOf(readers, location);
  const targets = targetsOf(question.policy, place.role, location.format);
  const { report, memory } = await reader.read({
    ...{ store, location, targets, now, depth, signal },
    memory: remembered.reader,
  });
  const silent = report.partial === true && report.newestRestorePoint === null;
  if (silent && (await missing())) return nothing();
  if (silent) {
    const [reason] = report.findings;
    throw new BlobStoreError(
      'unavailable',
      reason?.summary ?? `${location.prefix} could not be read`,
    );
  }
  const contentAt = depth === 'content' ? readAt : remembered.contentAt;
  return {
    report,
    remembered: { reader: memory, location, readAt, contentAt },
  };
}

function readerOf(
  readers: readonly BackupReader[],
  { format }: RepositoryLocation,
): BackupReader {
  const reader = readers.find(candidate => candidate.format === format);
  if (reader) return reader;
  throw new BlobStoreError(
    'garbled',
    `Nothing here reads the format ${format}`,
  );
}

/** A container that does not exist holds nothing: that is an answer and no failure. */
async function isMissing(
  store: BlobStore,
  { prefix }: Pick<RepositoryLocation, 'prefix'>,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    for await (const _ of store.list({ prefix, pageSize: 1, signal })) break;
    return false;
  } catch (error) {
    if (!(error instanceof BlobStoreError)) throw error;
    return error.kind === 'not-found';
  }
}
