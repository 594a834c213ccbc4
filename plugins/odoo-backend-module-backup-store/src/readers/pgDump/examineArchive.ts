import { ByteCursor, rangedChunks, verifiedStream } from '../bytes';
import { damaged, Examination, FileToExamine, Problem } from '../series';
import { schemaOnly } from '../sqlDump';
import { readData } from './archiveData';
import { readHeader } from './archiveHeader';
import { readToc } from './archiveToc';

/**
 * An archive of `pg_dump -Fc`: database and time by its header; its table of contents and every block of data
 * when more than the outline is wanted. A dump that was piped tells nowhere how long it is, so that only this
 * walk shows that it was cut: `pg_restore -l` does not.
 */
export async function examineArchive({
  store,
  blob,
  thoroughness,
  signal,
}: FileToExamine): Promise<Examination> {
  const outline = thoroughness === 'outline';
  const part = { offset: 0, length: blob.size, signal };
  const cursor = new ByteCursor(
    outline
      ? rangedChunks(store, blob.name, part)
      : verifiedStream(store, blob, signal),
  );
  try {
    const header = await readHeader(cursor);
    const told = {
      database: header.database,
      takenAt: header.createdAt.toISOString(),
    };
    if (outline) return { ...told, problems: [], amounts: {} };
    const { entries, withData } = await readToc(header);
    const found = await readData(cursor, header);
    const missing = [...withData].filter(id => !found.has(id));
    const problems: Problem[] = withData.size === 0 ? [schemaOnly()] : [];
    if (missing.length > 0) {
      problems.push(
        damaged(
          'truncated',
          `The data of ${missing.length} of ${withData.size} tables is missing at its end.`,
        ),
      );
    }
    return {
      ...told,
      problems,
      amounts: { bytes: blob.size, 'objects in the dump': entries },
    };
  } finally {
    await cursor.close();
  }
}
