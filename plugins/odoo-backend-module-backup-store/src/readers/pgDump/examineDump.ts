import { createGunzip, createZstdDecompress } from 'node:zlib';
import { MalformedBackup } from '../bytes';
import { Examination, FileToExamine, Problem } from '../series';
import { MAGIC } from './archiveHeader';
import { examineArchive } from './examineArchive';
import { examinePlain } from './examinePlain';

const HEAD_BYTES = 8;
const GZIP = '1f8b';
const ZSTD = '28b52ffd';
const UNREADABLE: Record<string, string> = {
  '425a68': 'bzip2',
  fd377a585a00: 'xz',
  '04224d18': 'lz4',
  [Buffer.from('Salted__').toString('hex')]: 'openssl',
  [Buffer.from('age-encr').toString('hex')]: 'age',
};

/** A dump by what it is, whatever its name says. */
export async function examineDump(file: FileToExamine): Promise<Examination> {
  const { store, blob, signal } = file;
  const range = { offset: 0, length: HEAD_BYTES };
  const head = await store.read(blob.name, {
    range,
    maxBytes: HEAD_BYTES,
    signal,
  });
  if (head.toString('latin1').startsWith(MAGIC)) return examineArchive(file);
  const hex = head.toString('hex');
  if (hex.startsWith(GZIP)) return examinePlain(file, createGunzip());
  if (hex.startsWith(ZSTD)) return examinePlain(file, createZstdDecompress());
  if (head.toString('latin1').startsWith('PK')) {
    throw new MalformedBackup(
      'not-a-dump',
      'is a zip file under the name of a dump',
    );
  }
  const [, tool] =
    Object.entries(UNREADABLE).find(([magic]) => hex.startsWith(magic)) ?? [];
  if (tool) return { problems: [notOpened(tool)], amounts: {} };
  return examinePlain(file, undefined);
}

function notOpened(tool: string): Problem {
  return {
    code: 'not-opened',
    effect: 'unreadable',
    summary: `It was compressed or encrypted with ${tool}: what it holds cannot be told.`,
    action: 'Compress dumps with gzip or zstd, or prove it by a restore test.',
  };
}
