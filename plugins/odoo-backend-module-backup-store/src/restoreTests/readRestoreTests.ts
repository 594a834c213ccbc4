import {
  EnvironmentRef,
  SignedRestoreTest,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { BlobItem, BlobStore, BlobStoreError } from '../store';
import { ResultCache } from './ResultCache';
import { VerificationKey } from './VerificationKey';
import { Verified, verifyResult } from './verifyResult';

/** The newest results are read; what a test can write by its own credential must not exhaust the portal. */
const MAX_RESULTS = 50;
const MAX_RESULT_BYTES = 64 * 1024;
const MAX_NAMES = 10_000;

export interface RestoreTestReading {
  /** Newest first. */
  results: SignedRestoreTest[];
  /** What lies there and is no result. */
  problems: string[];
}

export interface RestoreTestQuestion {
  /** The container of results. */
  store: BlobStore;
  /** Folder of the environment in it. */
  prefix: string;
  environment: EnvironmentRef;
  keys: readonly VerificationKey[];
  /** Of results that were verified with the same keys. */
  cache: ResultCache;
  signal?: AbortSignal;
}

/**
 * Results of the restore tests of one environment, signature checked. A store without the container has none.
 *
 * @throws BlobStoreError when the folder or a result in it could not be read: it may be the one that failed.
 */
export async function readRestoreTests(
  question: RestoreTestQuestion,
): Promise<RestoreTestReading> {
  const results: SignedRestoreTest[] = [];
  const problems: string[] = [];
  for (const blob of await newest(question)) {
    const verified = await verifiedResult(question, blob);
    if ('result' in verified) results.push(verified);
    else problems.push(verified.problem);
  }
  return { results: results.sort(laterFirst), problems };
}

async function verifiedResult(
  question: RestoreTestQuestion,
  blob: BlobItem,
): Promise<Verified> {
  const { store, cache } = question;
  const { name, etag } = blob;
  const key = `${store.url} ${name} ${etag}`;
  const known = etag ? cache.get(key) : undefined;
  if (known) return known;
  const verified = await readResult(question, blob);
  if (etag) cache.set(key, verified);
  return verified;
}

async function readResult(
  { store, environment, keys, signal }: RestoreTestQuestion,
  { name, lastModified: writtenAt }: BlobItem,
): Promise<Verified> {
  try {
    const maxBytes = MAX_RESULT_BYTES;
    const content = await store.read(name, { maxBytes, signal });
    const link = `${store.url}/${name}`;
    const place = {
      link,
      writtenAt,
      environment: formatEnvironmentRef(environment),
    };
    return verifyResult({ content, ...place }, keys);
  } catch (error) {
    const tooLarge =
      error instanceof BlobStoreError && error.kind === 'too-large';
    if (!tooLarge) throw error;
    return { problem: error.message };
  }
}

function laterFirst(a: SignedRestoreTest, b: SignedRestoreTest): number {
  return Date.parse(b.result.finishedAt) - Date.parse(a.result.finishedAt);
}

async function newest({
  store,
  prefix,
  signal,
}: RestoreTestQuestion): Promise<BlobItem[]> {
  const blobs: BlobItem[] = [];
  try {
    for await (const page of store.list({ prefix, signal })) {
      blobs.push(...page.blobs);
      if (blobs.length > MAX_NAMES) throw tooMany(prefix);
    }
  } catch (error) {
    const absent =
      error instanceof BlobStoreError && error.kind === 'not-found';
    if (!absent) throw error;
  }
  return blobs
    .sort((a, b) => b.lastModified.getTime() - a.lastModified.getTime())
    .slice(0, MAX_RESULTS);
}

function tooMany(prefix: string): BlobStoreError {
  return new BlobStoreError(
    'too-large',
    `${prefix}: more than ${MAX_NAMES} results lie there, of which nobody can tell the newest`,
  );
}
