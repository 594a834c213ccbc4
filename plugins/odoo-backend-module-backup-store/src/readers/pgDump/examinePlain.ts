import { Transform } from 'node:stream';
import { decompressed, verifiedStream } from '../bytes';
import { damaged, Examination, FileToExamine, Problem } from '../series';
import { dumpProblems, SqlDumpScan } from '../sqlDump';
import { MAGIC } from './archiveHeader';

const TAIL_BYTES = 1024;
const HTML = /^\s*<(!doctype|html|\?xml)/i;

/** A plain dump, compressed or not. Of a compressed one the outline tells nothing but that it is compressed. */
export async function examinePlain(
  { store, blob, thoroughness, signal }: FileToExamine,
  decompressor: Transform | undefined,
): Promise<Examination> {
  const scan = new SqlDumpScan();
  if (thoroughness !== 'outline') {
    const chunks = verifiedStream(store, blob, signal);
    const content = decompressor ? decompressed(chunks, decompressor) : chunks;
    for await (const chunk of content) scan.push(chunk);
  } else if (!decompressor) {
    for (const range of [
      { offset: 0, length: TAIL_BYTES },
      { last: TAIL_BYTES },
    ]) {
      const options = { range, maxBytes: TAIL_BYTES, signal };
      scan.push(await store.read(blob.name, options));
    }
  } else return { problems: [], amounts: {} };
  return {
    problems: problemsOf(scan, thoroughness !== 'outline'),
    amounts:
      thoroughness === 'outline' ? {} : { 'bytes of the dump': scan.bytes },
  };
}

function problemsOf(scan: SqlDumpScan, wholly: boolean): Problem[] {
  if (HTML.test(scan.head)) {
    return [
      damaged(
        'html-page',
        'It is a web page, not a dump: an error page was saved in its place.',
        'Read the page, mend the export, and take a new backup.',
      ),
    ];
  }
  if (scan.head.startsWith(MAGIC)) {
    return [
      {
        code: 'not-opened',
        effect: 'unreadable',
        summary: 'It is an archive of pg_dump that was compressed once more.',
        action:
          'Leave the compression to pg_dump, or prove it by a restore test.',
      },
    ];
  }
  return dumpProblems(scan, wholly);
}
