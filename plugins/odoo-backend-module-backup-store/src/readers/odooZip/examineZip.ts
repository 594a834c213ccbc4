import {
  ByteCursor,
  MalformedBackup,
  rangedChunks,
  verifiedStream,
} from '../bytes';
import { Examination, FileToExamine, Problem } from '../series';
import { dumpProblems, SqlDumpScan } from '../sqlDump';
import { AttachmentCount } from './attachments';
import { readEndRecord } from './endRecord';
import { readManifest } from './manifest';
import { MAX_DIRECTORY_BYTES, readOutline, ZipOutline } from './outline';
import { MAX_HEADER_BYTES, readContent } from './zipContent';
import { ZipEntry } from './zipDirectory';

/**
 * One backup of Odoo's database manager: directory and manifest by a few range reads; dump.sql to its end
 * unless only the outline is wanted; every file in it when all is wanted.
 */
export async function examineZip(file: FileToExamine): Promise<Examination> {
  const { store, blob, thoroughness, signal } = file;
  const end = await readEndRecord(store, blob, signal);
  if (end.directoryBytes > MAX_DIRECTORY_BYTES) {
    return { problems: [tooManyFiles(end.directoryBytes)], amounts: {} };
  }
  const outline = await readOutline(store, blob, end, signal);
  const { dump, files } = outline;
  if (!dump) {
    throw new MalformedBackup(
      'no-dump',
      'holds no dump.sql, so it has no database',
    );
  }
  const locked = outline.entries.find(isLocked);
  if (locked) return { problems: [lockedProblem(locked)], amounts: {} };

  const content = (entry: ZipEntry) => {
    const length = Math.min(
      end.directoryOffset - entry.offset,
      MAX_HEADER_BYTES + entry.compressedSize,
    );
    const part = { offset: entry.offset, length, signal };
    return readContent(
      new ByteCursor(rangedChunks(store, blob.name, part), entry.offset),
      entry,
    );
  };
  const { database, problems } = await readManifest(outline.manifest, content);
  if (thoroughness === 'outline') {
    if (files.size === 0) problems.push(noFilestore());
  } else {
    const attachments = new AttachmentCount(files);
    const scan = new SqlDumpScan(path => attachments.count(path));
    if (thoroughness === 'whole') await readEverything(file, outline, scan);
    else for await (const chunk of content(dump)) scan.push(chunk);
    problems.push(...dumpProblems(scan), ...attachments.problems());
  }
  return {
    problems,
    database,
    amounts: {
      'bytes of dump.sql': dump.size,
      'files in filestore/': files.size,
    },
  };
}

/** One pass in the order of the file, and to its very end. */
async function readEverything(
  { store, blob, signal }: FileToExamine,
  { entries, dump }: ZipOutline,
  scan: SqlDumpScan,
): Promise<void> {
  const cursor = new ByteCursor(verifiedStream(store, blob, signal));
  try {
    for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
      if (entry.offset < cursor.position) {
        throw new MalformedBackup(
          'malformed',
          `has a ${entry.name} that lies inside another file`,
        );
      }
      await cursor.skip(entry.offset - cursor.position);
      for await (const chunk of readContent(cursor, entry)) {
        if (entry === dump) scan.push(chunk);
      }
    }
    await cursor.skip(blob.size - cursor.position);
    await cursor.atEnd();
  } finally {
    await cursor.close();
  }
}

function noFilestore(): Problem {
  return {
    code: 'no-filestore',
    effect: 'doubtful',
    summary: 'It holds no file of the filestore.',
    action: 'Take backups with the filestore.',
  };
}

function isLocked({ encrypted, method }: ZipEntry): boolean {
  return encrypted || ![0, 8].includes(method);
}

function lockedProblem({ name, encrypted }: ZipEntry): Problem {
  return {
    code: encrypted ? 'encrypted' : 'unknown-compression',
    effect: 'unreadable',
    summary: `${name} is ${
      encrypted
        ? 'encrypted'
        : 'compressed in a way that only few programs know'
    }: what it holds cannot be told.`,
    action: 'Prove it by a restore test.',
  };
}

function tooManyFiles(directoryBytes: number): Problem {
  return {
    code: 'directory-too-large',
    effect: 'unreadable',
    summary: `Its directory has ${directoryBytes} bytes, more than are read (${MAX_DIRECTORY_BYTES}).`,
    action:
      'Prove it by a restore test; a filestore of this size is better copied by itself.',
  };
}
