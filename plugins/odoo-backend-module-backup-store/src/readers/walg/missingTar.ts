import { z } from 'zod';
import { BlobStore } from '../../store';
import { BaseBackup } from './baseBackups';

/** The list of files of a larger database is not read: it may have gigabytes. */
const MAX_FILES_BYTES = 1024 * 1024;

const filesSchema = z.object({
  TarFileSets: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * Why the partitions of a backup cannot be all of it; undefined when they may be. Their numbers may have holes: a
 * worker that had nothing to write leaves none.
 *
 * @throws BlobStoreError
 */
export async function missingTar(
  store: BlobStore,
  { tars, files }: BaseBackup,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const names = [...tars.keys()];
  const empty = names.find(name => tars.get(name)?.size === 0);
  if (empty) return `${empty} has no content`;
  if (!names.some(name => name.startsWith('part_'))) {
    return 'no part of it is there';
  }
  // It is uploaded last, so that a cut backup cannot be started.
  if (!names.some(name => name.startsWith('pg_control.tar'))) {
    return 'pg_control.tar is not there';
  }
  if (!files || files.size > MAX_FILES_BYTES) return undefined;
  const content = await store.read(files.name, {
    maxBytes: MAX_FILES_BYTES,
    signal,
  });
  const wanted = tarsIn(content.toString('utf8'));
  if (!wanted) return 'files_metadata.json cannot be read';
  const absent = wanted.find(name => !tars.has(name));
  return absent && `${absent} is not there`;
}

function tarsIn(text: string): string[] | undefined {
  try {
    const { data } = filesSchema.safeParse(JSON.parse(text));
    return data && Object.keys(data.TarFileSets ?? {});
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
