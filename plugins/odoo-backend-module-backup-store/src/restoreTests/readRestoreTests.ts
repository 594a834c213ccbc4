import {
  EnvironmentRef,
  SignedRestoreTest,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { BlobItem, BlobStore, BlobStoreError } from '../store';
import { VerificationKey } from './VerificationKey';
import { Verified, verifyResult } from './verifyResult';

/** The newest results are read; what a test can write by its own credential must not exhaust the portal. */
const MAX_RESULTS = 50;
const MAX_RESULT_BYTES = 64 * 1024;
const MAX_NAMES = 10_000;

export interface RestoreTestReading {
  /** Newest first. */
  results: SignedRestoreTest[];
  /** What lies there and is no result, or could not be read. */
  problems: string[];
  /** Makes the next reading cheap: what has been verified and has not changed is not read again. */
  memory: RestoreTestMemory;
}

/** By name and etag. */
export type RestoreTestMemory = Map<string, Verified>;

export interface RestoreTestQuestion {
  /** The container of results. */
  store: BlobStore;
  /** Folder of the environment in it. */
  prefix: string;
  environment: EnvironmentRef;
  keys: readonly VerificationKey[];
  /** Of the last reading with the same keys. */
  memory?: RestoreTestMemory;
  signal?: AbortSignal;
}

/**
 * Results of the restore tests of one environment, signature checked. A store without the container has none.
 *
 * @throws BlobStoreError when the folder cannot be listed: that there was no test cannot be said then.
 */
export async function readRestoreTests(
  question: RestoreTestQuestion,
): Promise<RestoreTestReading> {
  const { blobs, overflow } = await newest(question);
  const problems = overflow ? [overflow] : [];
  const results: SignedRestoreTest[] = [];
  const memory: RestoreTestMemory = new Map();
  for (const blob of blobs) {
    const key = `${blob.name} ${blob.etag}`;
    const known = blob.etag ? question.memory?.get(key) : undefined;
    const verified = known ?? (await readResult(question, blob.name));
    if (blob.etag && !('passing' in verified)) memory.set(key, verified);
    if ('result' in verified) results.push(verified);
    else problems.push(verified.problem);
  }
  return { results: results.sort(laterFirst), problems, memory };
}

async function readResult(
  { store, environment, keys, signal }: RestoreTestQuestion,
  name: string,
): Promise<Verified | { problem: string; passing: true }> {
  try {
    const maxBytes = MAX_RESULT_BYTES;
    const content = await store.read(name, { maxBytes, signal });
    const link = `${store.url}/${name}`;
    const place = { link, environment: formatEnvironmentRef(environment) };
    return verifyResult({ content, ...place }, keys);
  } catch (error) {
    if (!(error instanceof BlobStoreError)) throw error;
    return { problem: error.message, passing: true };
  }
}

function laterFirst(a: SignedRestoreTest, b: SignedRestoreTest): number {
  return Date.parse(b.result.finishedAt) - Date.parse(a.result.finishedAt);
}

async function newest({
  store,
  prefix,
  signal,
}: RestoreTestQuestion): Promise<{ blobs: BlobItem[]; overflow?: string }> {
  const blobs: BlobItem[] = [];
  try {
    for await (const page of store.list({ prefix, signal })) {
      blobs.push(...page.blobs);
      if (blobs.length > MAX_NAMES) break;
    }
  } catch (error) {
    const absent =
      error instanceof BlobStoreError && error.kind === 'not-found';
    if (!absent) throw error;
  }
  return {
    blobs: blobs
      .sort((a, b) => b.lastModified.getTime() - a.lastModified.getTime())
      .slice(0, MAX_RESULTS),
    ...(blobs.length > MAX_NAMES && {
      overflow: `${prefix} holds more than ${MAX_NAMES} results: newer ones may lie beyond`,
    }),
  };
}
